package dev.cauce.contracts.recipient;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface RecipientCommand extends Command permits AssignVariant, RecordConversion {}
