package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The gateway gave no money back. */
@Revision("1")
public record RefundFailed(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        RefundId refundId,
        String code)
        implements PaymentEvent {}
