package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.OfAccount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is shown.
 *
 * @param amountMinor the price of one unit for one interval
 * @param billingMode whether it is paid in advance or in arrears; nothing where it is billed elsewhere
 * @param pendingPlanId the plan from the next period on, where a change is scheduled; so the other three
 * @param resumesAt when a pause is to end by itself
 * @param cancelsAt when it is to end, where that is scheduled
 */
public record SubscriptionView(
        String subscriptionId,
        String accountId,
        String planId,
        String currency,
        String interval,
        long amountMinor,
        long quantity,
        String status,
        String entitlement,
        @Nullable String billingMode,
        Instant startedAt,
        @Nullable Instant trialEndsAt,
        @Nullable Instant periodStart,
        @Nullable Instant periodEnd,
        int renewals,
        @Nullable String pendingPlanId,
        @Nullable String pendingInterval,
        @Nullable Long pendingQuantity,
        @Nullable Instant pendingAt,
        @Nullable Instant resumesAt,
        @Nullable Instant cancelsAt,
        @Nullable Instant cancelledAt,
        @Nullable String cancellationReason,
        long version)
        implements OfAccount {}
