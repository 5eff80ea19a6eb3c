package dev.cauce.command.subscription;

import dev.cauce.contracts.catalogue.BillingInterval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A billing period, its end exclusive. Periods are whole months or years from the anchor in the customer's time zone,
 * on the anchor's day of the month and at its time on the wall clock or, in a shorter month, on its last day: 31
 * January, 28 February, 31 March.
 */
record BillingPeriod(Instant start, Instant end) {

    /** The period that holds at the time, in UTC. */
    static BillingPeriod containing(Instant anchor, BillingInterval interval, Instant at) {
        return containing(anchor, interval, at, ZoneOffset.UTC);
    }

    /** The period that holds at the time; the first one where the time lies before the anchor. */
    static BillingPeriod containing(Instant anchor, BillingInterval interval, Instant at, ZoneId zone) {
        ZonedDateTime from = anchor.atZone(zone);
        long months = interval == BillingInterval.YEAR ? 12 : 1;
        long periods = Math.max(0, ChronoUnit.MONTHS.between(from, at.atZone(zone)) / months);
        // From 31 January to 28 February Java counts no month, yet the second period has begun.
        if (!start(from, (periods + 1) * months).isAfter(at)) {
            periods++;
        }
        // Where the wall clock leaps over the anchor's hour, a month has passed on it before the period has begun.
        if (periods > 0 && start(from, periods * months).isAfter(at)) {
            periods--;
        }
        return new BillingPeriod(start(from, periods * months), start(from, (periods + 1) * months));
    }

    /** The days on the calendar from one time to another; none where they lie the other way round. */
    static long days(Instant from, Instant to, ZoneId zone) {
        return Math.max(0, ChronoUnit.DAYS.between(LocalDate.ofInstant(from, zone), LocalDate.ofInstant(to, zone)));
    }

    private static Instant start(ZonedDateTime anchor, long months) {
        return anchor.plusMonths(months).toInstant();
    }
}
