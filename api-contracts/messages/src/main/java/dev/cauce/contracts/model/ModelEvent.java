package dev.cauce.contracts.model;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface ModelEvent extends Event
        permits ChurnTrainingRequested, ChurnModelTrained, ChurnTrainingFailed {}
