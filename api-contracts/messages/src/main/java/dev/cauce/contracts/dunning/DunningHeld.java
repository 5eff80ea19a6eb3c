package dev.cauce.contracts.dunning;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A dispute stops every act. */
@Revision("1")
public record DunningHeld(TenantId tenantId, InvoiceId invoiceId, String disputeId) implements DunningEvent {}
