package dev.cauce.contracts.account;

import dev.cauce.contracts.subscription.SubscriptionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An account as it is shown; {@code version} is the sequence number of its last event, used as ETag. */
public record AccountView(
        String accountId,
        String companyName,
        @Nullable String contactName,
        String email,
        boolean emailVerified,
        String status,
        @Nullable String statusReason,
        String origin,
        String timeZone,
        @Nullable String country,
        Map<String, String> attributes,
        @Nullable Instant customerSince,
        Instant registeredAt,
        Instant updatedAt,
        Set<String> completedSteps,
        List<SubscriptionSummary> subscriptions,
        @Nullable Instant lastActivityAt,
        long version) {}
