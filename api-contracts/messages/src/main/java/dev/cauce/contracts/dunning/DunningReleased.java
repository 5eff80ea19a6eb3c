package dev.cauce.contracts.dunning;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The last dispute was decided; the case goes on. */
@Revision("1")
public record DunningReleased(
        TenantId tenantId, InvoiceId invoiceId, String disputeId, boolean stillHeld, int nextStep, Instant nextStepAt)
        implements DunningEvent {}
