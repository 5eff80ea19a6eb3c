package dev.cauce.contracts.dunning;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** An act was due and not done: the invoice is disputed, or a payment of it is under way. */
@Revision("1")
public record DunningActSkipped(TenantId tenantId, InvoiceId invoiceId, String act, String about, String why)
        implements DunningEvent {}
