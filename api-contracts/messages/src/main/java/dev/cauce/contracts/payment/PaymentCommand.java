package dev.cauce.contracts.payment;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface PaymentCommand extends Command
        permits RequestPayment, RecordPaymentOutcome, PollPayment, RefundPayment, RecordRefundOutcome, RecordDispute {}
