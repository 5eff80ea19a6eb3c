package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Money was asked for. */
@Revision("1")
public record PaymentRequested(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        String currency,
        long amountMinor,
        Instant requestedAt)
        implements PaymentEvent {}
