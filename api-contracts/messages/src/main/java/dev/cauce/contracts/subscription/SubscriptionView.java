package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.OfAccount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A subscription as it is shown. */
public record SubscriptionView(
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
        long version)
        implements OfAccount {}
