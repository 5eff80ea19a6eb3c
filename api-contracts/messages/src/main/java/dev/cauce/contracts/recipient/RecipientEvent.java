package dev.cauce.contracts.recipient;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface RecipientEvent extends Event permits VariantAssigned, ConversionRecorded {}
