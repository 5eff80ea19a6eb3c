package dev.cauce.contracts.dunning;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A further payment of the case failed. */
@Revision("1")
public record DunningFailureTracked(
        TenantId tenantId, InvoiceId invoiceId, PaymentId paymentId, DeclineKind kind, String declineCode)
        implements DunningEvent {}
