package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** An attempt took the money. */
@Revision("1")
public record PaymentAttemptSucceeded(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        int attempt,
        PaymentMethodId paymentMethodId,
        String gatewayPaymentId)
        implements PaymentEvent {}
