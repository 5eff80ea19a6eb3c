package dev.cauce.contracts.dunning;

import dev.cauce.contracts.message.Event;

/** What can have happened to the dunning policies of a tenant; see the permitted records. */
public sealed interface DunningPolicyEvent extends Event permits DunningPolicyProposed, DunningPolicyApproved {}
