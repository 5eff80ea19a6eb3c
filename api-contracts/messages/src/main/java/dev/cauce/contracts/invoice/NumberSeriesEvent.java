package dev.cauce.contracts.invoice;

import dev.cauce.contracts.message.Event;

/** What can have happened to a series of numbers; see the permitted records. */
public sealed interface NumberSeriesEvent extends Event permits NumberDrawn {}
