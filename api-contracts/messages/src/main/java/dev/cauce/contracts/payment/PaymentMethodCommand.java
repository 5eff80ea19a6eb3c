package dev.cauce.contracts.payment;

import dev.cauce.contracts.message.Command;

/** What can be asked of the payment methods of an account; see the permitted records. */
public sealed interface PaymentMethodCommand extends Command
        permits AddPaymentMethod, ChooseDefaultPaymentMethod, RemovePaymentMethod, WarnOfExpiry {}
