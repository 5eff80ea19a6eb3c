package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Money went back; {@code refundedMinor} is all that went back of the payment, without surplus. */
@Revision("1")
public record PaymentRefunded(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        RefundId refundId,
        String currency,
        long amountMinor,
        long refundedMinor,
        boolean surplus,
        Instant refundedAt)
        implements PaymentEvent {}
