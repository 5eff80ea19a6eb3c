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
        String status,
        Instant startedAt,
        @Nullable Instant trialEndsAt,
        @Nullable Instant periodStart,
        @Nullable Instant periodEnd,
        int renewals,
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
                status,
                startedAt,
                trialEndsAt,
                periodStart,
                periodEnd,
                renewals,
                cancelledAt,
                cancellationReason,
                seen.getOrDefault(SubscriptionsProjection.SUBSCRIPTION, 0L));
    }
}
