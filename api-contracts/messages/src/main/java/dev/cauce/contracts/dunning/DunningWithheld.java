package dev.cauce.contracts.dunning;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A failed payment leads to no dunning: the invoice is a first one, is settled, or its case is closed. */
@Revision("1")
public record DunningWithheld(TenantId tenantId, InvoiceId invoiceId, PaymentId paymentId, String why)
        implements DunningEvent {}
