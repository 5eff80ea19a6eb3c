package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A payment lowered what is due. */
@Revision("1")
public record InvoicePaymentRecorded(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        PaymentId paymentId,
        String currency,
        long amountMinor,
        long dueMinor)
        implements InvoiceEvent {}
