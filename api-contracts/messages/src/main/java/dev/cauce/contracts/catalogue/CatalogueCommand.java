package dev.cauce.contracts.catalogue;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface CatalogueCommand extends Command permits DefinePlan, SetPlanPrice, StatePlanTerms, RetirePlan {}
