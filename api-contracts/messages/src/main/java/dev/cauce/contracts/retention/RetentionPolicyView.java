package dev.cauce.contracts.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version of the retention policy; {@code inEffectSince} tells when it took effect. */
public record RetentionPolicyView(
        String policyVersion,
        RetentionTerms terms,
        Instant effectiveFrom,
        boolean approved,
        @Nullable Instant inEffectSince) {}
