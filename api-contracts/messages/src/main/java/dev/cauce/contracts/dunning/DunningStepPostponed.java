package dev.cauce.contracts.dunning;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A step of the ladder was due and waits, or was left out. */
@Revision("1")
public record DunningStepPostponed(
        TenantId tenantId,
        InvoiceId invoiceId,
        String why,
        int step,
        @Nullable Integer nextStep,
        @Nullable Instant nextStepAt,
        String policyVersion)
        implements DunningEvent {}
