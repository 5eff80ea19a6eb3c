package dev.cauce.contracts.payment;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface PaymentEvent extends Event
        permits PaymentSucceeded,
                PaymentFailed,
                PaymentRequested,
                PaymentAttemptRequested,
                PaymentAttemptWithheld,
                PaymentAttemptSucceeded,
                PaymentAttemptDeclined,
                PaymentOutcomeUnknown,
                PaymentPollRequested,
                PaymentUnresolved,
                RefundRequested,
                PaymentRefunded,
                RefundFailed,
                PaymentDisputed,
                DisputeClosed {}
