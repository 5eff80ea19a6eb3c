package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The customer disputes the payment with its bank. */
@Revision("1")
public record PaymentDisputed(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        String disputeId,
        String currency,
        long amountMinor,
        String reason,
        Instant disputedAt)
        implements PaymentEvent {}
