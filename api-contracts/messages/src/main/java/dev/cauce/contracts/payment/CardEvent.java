package dev.cauce.contracts.payment;

import dev.cauce.contracts.message.Event;

/** What is known of attempts on one card, whoever made them; see the permitted records. */
public sealed interface CardEvent extends Event
        permits CardAttemptCounted, CardTokenRefused, CardAttemptsForbidden, CardAttemptsDelayed {}
