package dev.cauce.command.dunning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.FinalAction;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryTimesTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final Instant FAR = Instant.parse("2027-01-01T00:00:00Z");

    private static DunningTerms terms(int spanDays, double share) {
        return new DunningTerms(
                28, 8, spanDays, 24, 7, 14, FinalAction.CANCEL, 4, 6, 20, 8, 9, Set.of(1, 15, 31), share);
    }

    private static Optional<RetryTimes.Choice> choose(DunningTerms terms, String seed, Instant earliest, Instant end) {
        return RetryTimes.choose(terms, seed, MADRID, earliest, end);
    }

    /** A seed that explores nothing at this share. */
    private static String exploiting(DunningTerms terms, Instant earliest) {
        for (int i = 0; ; i++) {
            if (!choose(terms, "s" + i, earliest, FAR).orElseThrow().explored()) {
                return "s" + i;
            }
        }
    }

    private static RetryTimes.Choice best(int spanDays, Instant earliest) {
        DunningTerms terms = terms(spanDays, 0.05);
        return choose(terms, exploiting(terms, earliest), earliest, FAR).orElseThrow();
    }

    @Test
    void prefersPaydayInTheMorningOfTheCustomer() {
        // From Friday 12 June: the 15th, a Monday, at nine in Madrid.
        RetryTimes.Choice choice = best(5, Instant.parse("2026-06-12T10:30:00Z"));

        assertThat(choice.at()).isEqualTo("2026-06-15T07:00:00Z");
        assertThat(choice.reason()).isEqualTo("PAYDAY");
        assertThat(choice.slots()).isEqualTo(120);
        assertThat(choice.propensity()).isCloseTo(0.95 + 0.05 / 120, within(1e-12));
    }

    @Test
    void takesTheLastDayOfAMonthThatIsTooShortForThePayday() {
        assertThat(best(6, Instant.parse("2026-06-26T00:00:00Z")).at()).isEqualTo("2026-06-30T07:00:00Z");
        assertThat(best(6, Instant.parse("2026-02-24T00:00:00Z")).at()).isEqualTo("2026-02-28T08:00:00Z");
    }

    @Test
    void prefersAWorkingDayWhereNoPaydayIsNear() {
        // Saturday 6 June.
        RetryTimes.Choice choice = best(3, Instant.parse("2026-06-06T00:00:00Z"));

        assertThat(choice.at()).isEqualTo("2026-06-08T07:00:00Z");
        assertThat(choice.reason()).isEqualTo("WORKING_DAY");
    }

    @Test
    void staysWithinTheWindowAndNeverBeforeTheEarliest() {
        DunningTerms terms = terms(4, 1.0);
        Instant earliest = Instant.parse("2026-06-12T10:30:00Z");
        Instant end = earliest.plus(Duration.ofDays(2));
        for (int i = 0; i < 2_000; i++) {
            assertThat(choose(terms, "seed" + i, earliest, end).orElseThrow().at())
                    .isBetween(earliest, end.minusMillis(1));
        }
        assertThat(choose(terms, "seed", earliest, earliest.plusSeconds(600))).isEmpty();
        assertThat(choose(terms, "seed", end, earliest)).isEmpty();
    }

    @Test
    void exploresItsShareUniformlyAndSaysWithWhichPropensity() {
        DunningTerms terms = terms(1, 0.1);
        Instant earliest = Instant.parse("2026-06-09T00:00:00Z");
        int draws = 20_000;
        int explored = 0;
        Map<Instant, Integer> chosen = new HashMap<>();
        Map<Instant, Double> propensities = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            RetryTimes.Choice choice =
                    choose(terms, "demo|inv-" + i + "|1|v1", earliest, FAR).orElseThrow();
            explored += choice.explored() ? 1 : 0;
            chosen.merge(choice.at(), 1, Integer::sum);
            propensities.put(choice.at(), choice.propensity());
        }
        assertThat(explored / (double) draws).isBetween(0.09, 0.11);
        assertThat(chosen).hasSize(24);
        chosen.forEach((at, times) -> assertThat(times / (double) draws)
                .as(at.atZone(ZoneOffset.UTC).toString())
                .isCloseTo(propensities.getOrDefault(at, 0.0), within(0.01)));
        assertThat(propensities.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1.0, within(1e-9));
    }

    @Test
    void decidesTheSameForTheSameRetry() {
        DunningTerms terms = terms(4, 1.0);
        Instant earliest = Instant.parse("2026-06-12T10:30:00Z");

        assertThat(choose(terms, "same", earliest, FAR)).isEqualTo(choose(terms, "same", earliest, FAR));
    }
}
