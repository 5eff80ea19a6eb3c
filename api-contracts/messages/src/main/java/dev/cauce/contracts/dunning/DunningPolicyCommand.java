package dev.cauce.contracts.dunning;

import dev.cauce.contracts.message.Command;

/** What can be asked of the dunning policies of a tenant; see the permitted records. */
public sealed interface DunningPolicyCommand extends Command permits ProposeDunningPolicy, ApproveDunningPolicy {}
