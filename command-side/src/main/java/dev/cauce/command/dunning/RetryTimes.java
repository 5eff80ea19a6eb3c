package dev.cauce.command.dunning;

import dev.cauce.command.Draw;
import dev.cauce.contracts.dunning.DunningTerms;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a retry is made: in a whole hour of the customer's day, within the window of the case and no later than the span
 * after the earliest time. The best hour is on a payday or, failing that, on a working day, at the hour of the policy;
 * the earliest of equals. A share of the retries goes out in an hour drawn uniformly from all of them instead, so that
 * one can learn from history whether the best hour is the best.
 */
final class RetryTimes {

    private RetryTimes() {}

    /**
     * A chosen time.
     *
     * @param slots how many hours there were to choose from
     * @param propensity the probability with which this hour was chosen: {@code share / slots}, and {@code 1 - share}
     *     more where it is the best
     */
    record Choice(Instant at, String reason, boolean explored, int slots, double propensity) {}

    /**
     * Chooses, or finds nothing where no hour is left.
     *
     * @param seed the same for the same retry, so that deciding again decides the same
     * @param earliest before which nothing may be tried: by the policy, the network's advice, and its limits
     */
    static Optional<Choice> choose(
            DunningTerms terms, String seed, ZoneId zone, Instant earliest, Instant windowEndsAt) {
        List<Instant> slots = slots(terms, earliest, windowEndsAt);
        if (slots.isEmpty()) {
            return Optional.empty();
        }
        Instant best = slots.getFirst();
        for (Instant slot : slots) {
            if (score(terms, slot.atZone(zone)) > score(terms, best.atZone(zone))) {
                best = slot;
            }
        }
        double share = terms.explorationShare();
        boolean explored = Draw.uniform(seed + "|explore") < share;
        Instant chosen = explored ? slots.get((int) (Draw.uniform(seed + "|slot") * slots.size())) : best;
        double propensity = share / slots.size() + (chosen.equals(best) ? 1 - share : 0);
        String reason = explored ? "EXPLORATION" : reason(terms, chosen.atZone(zone));
        return Optional.of(new Choice(chosen, reason, explored, slots.size(), propensity));
    }

    /** Whole hours of universal time, which are whole or half hours of everybody's day. */
    private static List<Instant> slots(DunningTerms terms, Instant earliest, Instant windowEndsAt) {
        Instant last = earliest.plus(Duration.ofDays(terms.retrySpanDays()));
        Instant end = last.isBefore(windowEndsAt) ? last : windowEndsAt;
        Instant first = earliest.truncatedTo(ChronoUnit.HOURS);
        List<Instant> slots = new ArrayList<>();
        for (Instant slot = first.isBefore(earliest) ? first.plus(Duration.ofHours(1)) : first;
                slot.isBefore(end);
                slot = slot.plus(Duration.ofHours(1))) {
            slots.add(slot);
        }
        return slots;
    }

    private static int score(DunningTerms terms, ZonedDateTime at) {
        int score = 0;
        if (isPayday(terms, at.toLocalDate())) {
            score += 4;
        }
        if (isWorkingDay(at.toLocalDate())) {
            score += 2;
        }
        if (at.getHour() == terms.retryHour()) {
            score += 1;
        }
        return score;
    }

    private static String reason(DunningTerms terms, ZonedDateTime at) {
        if (isPayday(terms, at.toLocalDate())) {
            return "PAYDAY";
        }
        if (isWorkingDay(at.toLocalDate())) {
            return "WORKING_DAY";
        }
        return at.getHour() == terms.retryHour() ? "LOCAL_HOUR" : "EARLIEST";
    }

    /** In a month that is too short for a payday, it is the last day. */
    private static boolean isPayday(DunningTerms terms, LocalDate day) {
        return terms.paydays().stream()
                .anyMatch(payday -> Math.min(payday, day.lengthOfMonth()) == day.getDayOfMonth());
    }

    private static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
