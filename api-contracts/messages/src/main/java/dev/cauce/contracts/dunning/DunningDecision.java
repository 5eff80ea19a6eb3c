package dev.cauce.contracts.dunning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One decision of a case: what was decided, why, by which policy, and with which probability where it was drawn. */
public record DunningDecision(
        int number,
        String what,
        String why,
        @Nullable String policyVersion,
        @Nullable Double propensity,
        Instant decidedAt) {}
