package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An attempt took no money. */
@Revision("1")
public record PaymentAttemptDeclined(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        int attempt,
        PaymentMethodId paymentMethodId,
        String cardFingerprint,
        DeclineKind kind,
        String declineCode,
        @Nullable String networkCode,
        @Nullable String adviceCode,
        @Nullable Instant retryNotBefore,
        Instant declinedAt)
        implements PaymentEvent {}
