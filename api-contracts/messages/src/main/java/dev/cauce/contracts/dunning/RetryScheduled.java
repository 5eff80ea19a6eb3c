package dev.cauce.contracts.dunning;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * A retry waits for its time. Of {@code slots} hours it was chosen with the propensity; {@code reason} says by what.
 */
@Revision("1")
public record RetryScheduled(
        TenantId tenantId,
        InvoiceId invoiceId,
        int retry,
        Instant retryAt,
        String reason,
        boolean explored,
        int slots,
        double propensity,
        String policyVersion)
        implements DunningEvent {}
