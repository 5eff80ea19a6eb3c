package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A method was passed over, since a rule of its network forbids an attempt, for good or until a time. */
@Revision("1")
public record PaymentAttemptWithheld(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        PaymentMethodId paymentMethodId,
        String cardFingerprint,
        String rule,
        @Nullable Instant notBefore)
        implements PaymentEvent {}
