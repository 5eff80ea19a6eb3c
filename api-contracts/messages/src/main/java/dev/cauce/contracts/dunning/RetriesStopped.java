package dev.cauce.contracts.dunning;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** No retry is made until the account has another payment method. */
@Revision("1")
public record RetriesStopped(
        TenantId tenantId, InvoiceId invoiceId, DeclineKind kind, String declineCode, String why, String policyVersion)
        implements DunningEvent {}
