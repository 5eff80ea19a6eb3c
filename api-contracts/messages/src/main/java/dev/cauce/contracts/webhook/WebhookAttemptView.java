package dev.cauce.contracts.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver; {@code status} is the answer's where there was one, {@code failure} says why there was none.
 * {@code excerpt} is the beginning of the answer's body.
 */
public record WebhookAttemptView(
        Instant at,
        @Nullable Integer status,
        @Nullable String failure,
        long durationMillis,
        @Nullable String excerpt) {}
