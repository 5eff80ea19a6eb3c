package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The gateway is to be asked to give money back. A surplus is money that a second attempt took. */
@Revision("1")
public record RefundRequested(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        RefundId refundId,
        int attempt,
        String gatewayPaymentId,
        String currency,
        long amountMinor,
        RefundReason reason,
        boolean surplus,
        String idempotencyKey)
        implements PaymentEvent {}
