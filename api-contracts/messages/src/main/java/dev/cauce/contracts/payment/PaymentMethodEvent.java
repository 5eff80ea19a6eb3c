package dev.cauce.contracts.payment;

import dev.cauce.contracts.message.Event;

/** What can have happened to the payment methods of an account; see the permitted records. */
public sealed interface PaymentMethodEvent extends Event
        permits PaymentMethodAdded, DefaultPaymentMethodChosen, PaymentMethodRemoved, PaymentMethodExpiring {}
