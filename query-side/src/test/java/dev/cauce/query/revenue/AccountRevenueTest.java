package dev.cauce.query.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.revenue.RevenueCell;
import dev.cauce.query.revenue.AccountRevenue.Jump;
import dev.cauce.query.revenue.AccountRevenue.Step;
import dev.cauce.query.revenue.RevenueDocument.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountRevenueTest {

    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
    private static final Instant ONE = NOON.plusSeconds(3600);

    private static Change change(String subscription, Instant at, long amountMinor) {
        return new Change(
                "e", "TermsChanged", subscription, at, at, "EUR", "MONTH", amountMinor, amountMinor > 0, null);
    }

    private static List<Jump> jumps(Map<String, Map<String, Change>> changes) {
        return AccountRevenue.of(new RevenueDocument("one", changes), "EUR", new Cut(ONE, null))
                .jumps();
    }

    /** What held for no time moved nothing; keys are numbers, and no texts. */
    @Test
    void whatChangesAtOneInstantIsOneMovementInTheOrderOfRecording() {
        List<Jump> jumps = jumps(Map.of(
                "s",
                Map.of("10", change("s", NOON, 1500), "9", change("s", NOON, 2000), "0", change("s", NOON, 1000))));

        assertThat(jumps).singleElement().satisfies(jump -> {
            assertThat(jump.kind()).isEqualTo(RevenueCell.NEW);
            assertThat(jump.afterMinor()).isEqualTo(1500);
            assertThat(jump.steps()).extracting(Step::deltaMinor).containsExactly(1000L, 1000L, -500L);
        });
    }

    /** A subscription that takes another's place at once is neither a churn nor a reactivation, whatever its name. */
    @Test
    void aSubscriptionInPlaceOfAnotherIsAnExpansion() {
        for (String name : List.of("a", "z")) {
            List<Jump> jumps = jumps(Map.of(
                    "m",
                    Map.of("0", change("m", NOON, 1000), "1", change("m", ONE, 0)),
                    name,
                    Map.of("0", change(name, ONE, 1200))));

            assertThat(jumps).extracting(Jump::kind).containsExactly(RevenueCell.NEW, RevenueCell.EXPANSION);
        }
    }

    @Test
    void aSubscriptionInPlaceOfOneThatCostsTheSameMovesNothing() {
        List<Jump> jumps = jumps(Map.of(
                "m",
                Map.of("0", change("m", NOON, 1000), "1", change("m", ONE, 0)),
                "n",
                Map.of("0", change("n", ONE, 1000))));

        assertThat(jumps).extracting(Jump::kind).containsExactly(RevenueCell.NEW);
    }
}
