package dev.cauce.contracts.model;

/** What can be asked about this feature; see the permitted records. */
public sealed interface ModelQuery permits FindChurnRisk, ListChurnRisks, FindChurnModel {}
