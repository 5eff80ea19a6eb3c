package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/**
 * Money came in that the invoice does not ask for: it was paid, void or never finalised, or the payment was more than
 * what was due. It is kept as the account's credit, in the same append, and the next invoice consumes it.
 */
@Revision("1")
public record InvoicePaymentCredited(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        PaymentId paymentId,
        String currency,
        long amountMinor)
        implements InvoiceEvent {}
