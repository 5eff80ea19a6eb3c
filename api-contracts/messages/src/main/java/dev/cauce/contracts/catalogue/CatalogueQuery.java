package dev.cauce.contracts.catalogue;

/** What can be asked about this feature; see the permitted records. */
public sealed interface CatalogueQuery permits FindPlanById, ListPlans {}
