package dev.cauce.command.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.catalogue.BillingInterval;
import java.time.Instant;
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
}
