package dev.cauce.contracts.dunning;

import java.time.Instant;

/** A version of the dunning policy. */
public record DunningPolicyView(String policyVersion, DunningTerms terms, Instant effectiveFrom, boolean approved) {}
