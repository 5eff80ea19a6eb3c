package dev.cauce.contracts.model;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface ModelCommand extends Command
        permits RequestChurnTraining, RecordChurnModel, RecordChurnTrainingFailure {}
