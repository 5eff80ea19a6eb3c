package dev.cauce.command.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.dunning.DunningStep;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.FinalAction;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LadderTest {

    private static final Instant OPENED = Instant.parse("2026-06-01T10:00:00Z");

    private static DunningTerms terms(int messages, int quietFrom, int quietTo) {
        return new DunningTerms(
                28, 8, 4, 24, 7, 14, FinalAction.CANCEL, messages, 6, quietFrom, quietTo, 9, Set.of(1), 0.1);
    }

    private static Ladder ladder(DunningTerms terms) {
        return new Ladder(terms, ZoneId.of("America/New_York"), OPENED);
    }

    @Test
    void goesFromMessagesToTheFinalActionWithoutMoreMessagesThanTheCap() {
        Ladder ladder = ladder(terms(3, 20, 8));
        List<DunningStep> steps = new ArrayList<>();
        Ladder.Next next = ladder.after(0, OPENED);
        while (next != null) {
            steps.add(ladder.step(next.step()));
            next = ladder.after(next.step(), next.at());
        }

        assertThat(steps)
                .containsExactly(
                        DunningStep.MESSAGE,
                        DunningStep.MESSAGE,
                        DunningStep.RESTRICTION,
                        DunningStep.MESSAGE,
                        DunningStep.SUSPENSION,
                        DunningStep.FINAL_ACTION);
    }

    @Test
    void writesToNobodyAtNight() {
        // 10:00 UTC is 6 in the morning in New York.
        assertThat(ladder(terms(1, 20, 8)).after(0, OPENED))
                .isEqualTo(new Ladder.Next(1, Instant.parse("2026-06-01T12:00:00Z")));
        assertThat(ladder(terms(1, 20, 8)).outOfQuietHours(Instant.parse("2026-06-02T01:30:00Z")))
                .isEqualTo("2026-06-02T12:00:00Z");
        assertThat(ladder(terms(1, 3, 3)).after(0, OPENED)).isEqualTo(new Ladder.Next(1, OPENED));
    }

    @Test
    void keepsADayBetweenMessagesThatComeLate() {
        Instant late = OPENED.plus(Duration.ofDays(20));

        assertThat(ladder(terms(4, 0, 0)).after(1, late)).isEqualTo(new Ladder.Next(2, late.plus(Duration.ofDays(1))));
    }

    @Test
    void isQuietFromTheFirstHourUntilTheLastHasPassed() {
        ZoneId utc = ZoneOffset.UTC;
        Ladder overNight = new Ladder(terms(1, 20, 8), utc, OPENED);
        Ladder atDay = new Ladder(terms(1, 1, 5), utc, OPENED);
        Instant midnight = Instant.parse("2026-06-02T00:00:00Z");

        for (int hour = 0; hour < 24; hour++) {
            Instant at = midnight.plus(Duration.ofHours(hour)).plusSeconds(60);
            Instant morning = midnight.plus(Duration.ofHours(hour < 8 ? 8 : 32));
            assertThat(overNight.outOfQuietHours(at)).as("%d", hour).isEqualTo(hour < 8 || hour >= 20 ? morning : at);
            assertThat(atDay.outOfQuietHours(at))
                    .as("%d", hour)
                    .isEqualTo(hour >= 1 && hour < 5 ? midnight.plus(Duration.ofHours(5)) : at);
        }
    }

    @Test
    void hasNoMessageOnTheDayOnWhichTheWindowCloses() {
        DunningTerms terms = new DunningTerms(6, 8, 4, 24, 6, 6, FinalAction.KEEP, 5, 6, 0, 0, 9, Set.of(1), 0.1);
        Ladder ladder = ladder(terms);

        assertThat(List.of(ladder.step(1), ladder.step(2), ladder.step(3), ladder.step(4)))
                .containsExactly(
                        DunningStep.MESSAGE, DunningStep.RESTRICTION, DunningStep.SUSPENSION, DunningStep.FINAL_ACTION);
        assertThat(ladder.after(4, OPENED)).isNull();
    }
}
