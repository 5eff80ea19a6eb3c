package dev.cauce.query.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.query.revenue.RevenueDocument.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovementsTest {

    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");

    private static Change change(String eventId, long amountMinor) {
        return new Change(eventId, "TermsChanged", "s", NOON, "EUR", "MONTH", amountMinor, true);
    }

    /** Their ids are drawn, and say nothing of what came first. */
    @Test
    void changesOfOneInstantFollowOneAnotherAsTheyWereRecorded() {
        RevenueDocument account = new RevenueDocument(
                "demo/one",
                "one",
                Map.of("s", Map.of("10", change("m", 1500), "9", change("a", 2000), "0", change("z", 1000))));

        List<Movements.Movement> movements = Movements.of(account, "EUR", NOON);

        assertThat(movements).extracting(Movements.Movement::monthlyMinorAfter).containsExactly(1000L, 2000L, 1500L);
    }
}
