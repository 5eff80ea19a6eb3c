package dev.cauce.contracts.dunning;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A message went out. */
@Revision("1")
public record DunningMessageSent(TenantId tenantId, InvoiceId invoiceId, String mailId) implements DunningEvent {}
