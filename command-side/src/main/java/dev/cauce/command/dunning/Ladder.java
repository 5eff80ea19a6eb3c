package dev.cauce.command.dunning;

import dev.cauce.contracts.dunning.DunningStep;
import dev.cauce.contracts.dunning.DunningTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a policy in their order, numbered from 1: messages while the window is open, the restriction when the
 * grace is over, the suspension, and last what becomes of the subscription and the invoice. Two messages keep a day
 * apart, and none goes out in the quiet hours of the customer's day.
 */
final class Ladder {

    private static final Duration BETWEEN_MESSAGES = Duration.ofDays(1);

    private record Rung(DunningStep step, int day) {}

    /** The step that comes next, and when. */
    record Next(int step, Instant at) {}

    private final List<Rung> rungs = new ArrayList<>();
    private final DunningTerms terms;
    private final ZoneId zone;
    private final Instant openedAt;

    Ladder(DunningTerms terms, ZoneId zone, Instant openedAt) {
        this.terms = terms;
        this.zone = zone;
        this.openedAt = openedAt;
        for (int message = 0; message < terms.mostMessages(); message++) {
            int day = message * terms.messageEveryDays();
            if (day < terms.windowDays()) {
                rungs.add(new Rung(DunningStep.MESSAGE, day));
            }
        }
        rungs.add(new Rung(DunningStep.RESTRICTION, terms.graceDays()));
        rungs.add(new Rung(DunningStep.SUSPENSION, terms.suspendAfterDays()));
        rungs.sort(Comparator.comparingInt(Rung::day).thenComparing(Rung::step));
        rungs.add(new Rung(DunningStep.FINAL_ACTION, terms.windowDays()));
    }

    DunningStep step(int number) {
        return rungs.get(number - 1).step();
    }

    /** The step after this one, from now on; the first one after step 0. Null after the last. */
    @Nullable
    Next after(int number, Instant now) {
        if (number >= rungs.size()) {
            return null;
        }
        Rung rung = rungs.get(number);
        Instant planned = openedAt.plus(Duration.ofDays(rung.day()));
        if (rung.step() != DunningStep.MESSAGE) {
            return new Next(number + 1, planned);
        }
        boolean afterMessage = number > 0 && step(number) == DunningStep.MESSAGE;
        Instant apart = afterMessage ? now.plus(BETWEEN_MESSAGES) : now;
        return new Next(number + 1, outOfQuietHours(planned.isAfter(apart) ? planned : apart));
    }

    /** The time itself, or the end of the quiet hours that it lies in. From and to the same hour, there are none. */
    Instant outOfQuietHours(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        if (!isQuiet(local.getHour())) {
            return at;
        }
        ZonedDateTime end = local.toLocalDate().atTime(terms.quietToHour(), 0).atZone(zone);
        return (end.isAfter(local)
                        ? end
                        : local.toLocalDate()
                                .plusDays(1)
                                .atTime(terms.quietToHour(), 0)
                                .atZone(zone))
                .toInstant();
    }

    private boolean isQuiet(int hour) {
        int from = terms.quietFromHour();
        int to = terms.quietToHour();
        return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
    }
}
