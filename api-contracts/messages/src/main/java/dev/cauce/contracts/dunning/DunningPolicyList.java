package dev.cauce.contracts.dunning;

import java.util.List;

/** The versions of the dunning policy. */
public record DunningPolicyList(List<DunningPolicyView> items) {}
