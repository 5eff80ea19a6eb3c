package dev.cauce.command.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.catalogue.BillingInterval;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingPeriodTest {

    @ParameterizedTest
    @CsvSource({
        // anchor, interval, at, start, end
        "2026-01-15T08:30:00Z, MONTH, 2026-01-15T08:30:00Z, 2026-01-15T08:30:00Z, 2026-02-15T08:30:00Z",
        "2026-01-15T08:30:00Z, MONTH, 2026-02-15T08:29:59Z, 2026-01-15T08:30:00Z, 2026-02-15T08:30:00Z",
        "2026-01-15T08:30:00Z, MONTH, 2026-02-15T08:30:00Z, 2026-02-15T08:30:00Z, 2026-03-15T08:30:00Z",
        "2025-01-31T00:00:00Z, MONTH, 2025-02-28T00:00:00Z, 2025-02-28T00:00:00Z, 2025-03-31T00:00:00Z",
        "2025-01-31T00:00:00Z, MONTH, 2025-02-27T23:59:59Z, 2025-01-31T00:00:00Z, 2025-02-28T00:00:00Z",
        "2025-01-31T00:00:00Z, MONTH, 2025-03-30T23:59:59Z, 2025-02-28T00:00:00Z, 2025-03-31T00:00:00Z",
        "2025-01-31T00:00:00Z, MONTH, 2025-04-30T12:00:00Z, 2025-04-30T00:00:00Z, 2025-05-31T00:00:00Z",
        "2024-01-31T00:00:00Z, MONTH, 2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z, 2024-03-31T00:00:00Z",
        "2020-05-31T00:00:00Z, MONTH, 2026-03-15T10:00:00Z, 2026-02-28T00:00:00Z, 2026-03-31T00:00:00Z",
        "2024-02-29T00:00:00Z, YEAR, 2025-02-28T00:00:00Z, 2025-02-28T00:00:00Z, 2026-02-28T00:00:00Z",
        "2024-02-29T00:00:00Z, YEAR, 2025-02-27T23:59:59Z, 2024-02-29T00:00:00Z, 2025-02-28T00:00:00Z",
        "2024-02-29T00:00:00Z, YEAR, 2028-03-01T00:00:00Z, 2028-02-29T00:00:00Z, 2029-02-28T00:00:00Z",
        "2020-06-01T00:00:00Z, YEAR, 2026-03-15T10:00:00Z, 2025-06-01T00:00:00Z, 2026-06-01T00:00:00Z"
    })
    void holdsTheTimeAndKeepsTheDayOfTheAnchor(
            Instant anchor, BillingInterval interval, Instant at, Instant start, Instant end) {
        assertThat(BillingPeriod.containing(anchor, interval, at)).isEqualTo(new BillingPeriod(start, end));
    }

    @Test
    void leavesNoGapInTenYearsOfMonths() {
        Instant anchor = Instant.parse("2020-01-31T23:59:59Z");
        Instant at = anchor;
        for (int month = 0; month < 120; month++) {
            BillingPeriod period = BillingPeriod.containing(anchor, BillingInterval.MONTH, at);
            assertThat(period.start()).isEqualTo(at);
            assertThat(BillingPeriod.containing(
                            anchor, BillingInterval.MONTH, period.end().minusNanos(1)))
                    .isEqualTo(period);
            at = period.end();
        }
        assertThat(at).isEqualTo(Instant.parse("2030-01-31T23:59:59Z"));
    }

    @ParameterizedTest
    @CsvSource({
        // anchor, zone, interval, at, start, end: always the same hour on the wall clock
        "2026-03-01T23:30:00Z, Europe/Madrid, MONTH, 2026-03-31T22:29:59Z, 2026-03-01T23:30:00Z, 2026-04-01T22:30:00Z",
        "2026-03-01T23:30:00Z, Europe/Madrid, MONTH, 2026-04-01T22:30:00Z, 2026-04-01T22:30:00Z, 2026-05-01T22:30:00Z",
        "2026-01-30T23:00:00Z, Europe/Madrid, MONTH, 2026-03-30T22:00:00Z, 2026-03-30T22:00:00Z, 2026-04-29T22:00:00Z",
        "2026-01-29T01:30:00Z, Europe/Madrid, MONTH, 2026-03-29T01:29:59Z, 2026-02-28T01:30:00Z, 2026-03-29T01:30:00Z",
        "2026-01-29T01:30:00Z, Europe/Madrid, MONTH, 2026-03-29T01:30:00Z, 2026-03-29T01:30:00Z, 2026-04-29T00:30:00Z",
        "2026-01-29T01:30:00Z, Europe/Madrid, MONTH, 2026-03-29T01:10:00Z, 2026-02-28T01:30:00Z, 2026-03-29T01:30:00Z",
        "2024-02-29T11:00:00Z, Pacific/Auckland, YEAR, 2025-02-28T10:59:59Z, 2024-02-29T11:00:00Z, 2025-02-28T11:00:00Z",
        "2024-02-28T12:00:00Z, Pacific/Auckland, YEAR, 2028-02-28T12:00:00Z, 2028-02-28T12:00:00Z, 2029-02-27T12:00:00Z"
    })
    void keepsTheHourOnTheWallClock(
            Instant anchor, String zone, BillingInterval interval, Instant at, Instant start, Instant end) {
        assertThat(BillingPeriod.containing(anchor, interval, at, ZoneId.of(zone)))
                .isEqualTo(new BillingPeriod(start, end));
    }

    @Test
    void anHourThatTheClockLeapsOverBeginsAtTheNextOne() {
        // 2:30 on the 29th; on 29 March the clock goes from 2 to 3.
        Instant anchor = Instant.parse("2026-01-29T01:30:00Z");
        ZoneId madrid = ZoneId.of("Europe/Madrid");
        Instant leapt = Instant.parse("2026-03-29T01:15:00Z");

        BillingPeriod period = BillingPeriod.containing(anchor, BillingInterval.MONTH, leapt, madrid);

        assertThat(period.start()).isEqualTo(Instant.parse("2026-02-28T01:30:00Z"));
        assertThat(BillingPeriod.containing(anchor, BillingInterval.MONTH, period.end(), madrid)
                        .start())
                .isEqualTo(period.end());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, Europe/Madrid, 1",
        "2026-03-28T22:59:00Z, 2026-03-29T22:00:00Z, Europe/Madrid, 2",
        "2026-03-28T22:59:00Z, 2026-03-29T22:00:00Z, UTC, 1",
        "2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, Europe/Madrid, 1",
        "2026-01-02T00:00:00Z, 2026-01-01T00:00:00Z, UTC, 0"
    })
    void countsDaysOnTheCalendarOfTheZone(Instant from, Instant to, String zone, long days) {
        assertThat(BillingPeriod.days(from, to, ZoneId.of(zone))).isEqualTo(days);
    }
}
