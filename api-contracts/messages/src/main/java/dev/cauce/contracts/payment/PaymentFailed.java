package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** No method of the account paid this time; {@code retryNotBefore} is what the network advises, where it does. */
@Revision("1")
public record PaymentFailed(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        String currency,
        long amountMinor,
        DeclineKind kind,
        String declineCode,
        @Nullable String cardFingerprint,
        @Nullable Instant retryNotBefore,
        Instant failedAt)
        implements PaymentEvent {}
