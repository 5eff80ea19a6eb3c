package dev.cauce.contracts.payment;

/** What can be asked about this feature; see the permitted records. */
public sealed interface PaymentQuery permits ListPaymentMethodsOfAccount, ListPaymentsOfInvoice, FindPaymentById {}
