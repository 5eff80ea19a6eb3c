package dev.cauce.contracts.dunning;

/** What can be asked about this feature; see the permitted records. */
public sealed interface DunningQuery permits FindDunningCase, ListDunningCases, ListDunningPolicies {}
