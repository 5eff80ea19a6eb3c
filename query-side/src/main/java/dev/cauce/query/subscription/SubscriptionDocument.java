package dev.cauce.query.subscription;

import dev.cauce.contracts.subscription.SubscriptionView;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** A subscription as {@link SubscriptionsProjection} keeps it. */
record SubscriptionDocument(
        @Id String id,
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
        Map<String, Long> seen) {

    SubscriptionView view() {
        return new SubscriptionView(
                subscriptionId,
                accountId,
                planId,
                currency,
                interval,
                amountMinor,
                quantity,
                status,
                entitlement,
                billingMode,
                startedAt,
                trialEndsAt,
                periodStart,
                periodEnd,
                renewals,
                pendingPlanId,
                pendingInterval,
                pendingQuantity,
                pendingAt,
                resumesAt,
                cancelsAt,
                cancelledAt,
                cancellationReason,
                seen.getOrDefault(SubscriptionsProjection.SUBSCRIPTION, 0L));
    }
}
