package dev.cauce.contracts.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription stands in its billing: the current period, its end exclusive, counted from the anchor.
 *
 * @param paidFor the terms for which the rest of the period was charged in advance; nothing where none was
 * @param accruedFrom from when use in arrears is not charged yet; the period's end where it is charged in advance
 * @param lastChangeAt when the terms last changed within the period; its beginning where they did not
 */
public record BillingCycle(
        Instant anchor,
        Instant periodStart,
        Instant periodEnd,
        @Nullable SubscriptionTerms paidFor,
        Instant accruedFrom,
        Instant lastChangeAt) {}
