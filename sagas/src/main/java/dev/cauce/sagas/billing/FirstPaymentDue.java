package dev.cauce.sagas.billing;

import dev.cauce.contracts.invoice.InvoiceId;

/** The payload of the deadline by which the first payment of an activation has to have come. */
public record FirstPaymentDue(InvoiceId invoiceId) {}
