package dev.cauce.contracts.catalogue;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface CatalogueEvent extends Event permits PlanDefined, PlanPriceSet, PlanTermsStated, PlanRetired {}
