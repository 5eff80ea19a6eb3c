package dev.cauce.contracts.request;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface RequestEvent extends Event permits RequestAnswered {}
