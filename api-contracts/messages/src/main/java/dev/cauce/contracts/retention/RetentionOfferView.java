package dev.cauce.contracts.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An offer of a case. */
public record RetentionOfferView(
        int offer,
        String kind,
        String status,
        String subscriptionId,
        @Nullable String planId,
        @Nullable Integer pauseDays,
        Instant madeAt,
        Instant expiresAt,
        @Nullable Instant endedAt) {}
