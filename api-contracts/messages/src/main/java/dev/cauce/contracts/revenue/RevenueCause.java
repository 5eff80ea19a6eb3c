package dev.cauce.contracts.revenue;

import java.time.Instant;

/** An event and by how much it moved the monthly recurring revenue, in minor units. */
public record RevenueCause(
        String eventId, String type, String accountId, String subscriptionId, Instant at, long amountMinor) {}
