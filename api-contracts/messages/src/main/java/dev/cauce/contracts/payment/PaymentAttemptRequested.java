package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * The gateway is to be asked for money by one method. The key is the same however often it is asked, so that it charges
 * once.
 */
@Revision("1")
public record PaymentAttemptRequested(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        int attempt,
        PaymentMethodId paymentMethodId,
        String gatewayToken,
        String cardFingerprint,
        CardBrand brand,
        String currency,
        long amountMinor,
        String idempotencyKey,
        Instant requestedAt)
        implements PaymentEvent {}
