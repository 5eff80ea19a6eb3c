package dev.cauce.contracts.retention;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface RetentionPolicyEvent extends Event
        permits RetentionPolicyProposed, RetentionPolicyApproved, RetentionPolicyTookEffect {}
