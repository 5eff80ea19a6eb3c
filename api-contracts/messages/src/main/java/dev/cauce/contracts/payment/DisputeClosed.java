package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The bank decided a dispute. */
@Revision("1")
public record DisputeClosed(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        String disputeId,
        boolean won,
        Instant closedAt)
        implements PaymentEvent {}
