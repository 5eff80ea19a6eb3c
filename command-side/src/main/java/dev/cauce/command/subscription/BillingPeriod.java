package dev.cauce.command.subscription;

import dev.cauce.contracts.catalogue.BillingInterval;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A billing period, its end exclusive. Periods are whole months or years from the anchor in UTC, on the anchor's day of
 * the month or, in a shorter month, on its last day: 31 January, 28 February, 31 March.
 */
record BillingPeriod(Instant start, Instant end) {

    /** The period that holds at the time; the first one where the time lies before the anchor. */
    static BillingPeriod containing(Instant anchor, BillingInterval interval, Instant at) {
        ZonedDateTime from = anchor.atZone(ZoneOffset.UTC);
        long months = interval == BillingInterval.YEAR ? 12 : 1;
        long periods = Math.max(0, ChronoUnit.MONTHS.between(from, at.atZone(ZoneOffset.UTC)) / months);
        // From 31 January to 28 February Java counts no month, yet the second period has begun.
        if (!start(from, (periods + 1) * months).isAfter(at)) {
            periods++;
        }
        return new BillingPeriod(start(from, periods * months), start(from, (periods + 1) * months));
    }

    private static Instant start(ZonedDateTime anchor, long months) {
        return anchor.plusMonths(months).toInstant();
    }
}
