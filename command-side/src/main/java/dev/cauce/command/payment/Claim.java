package dev.cauce.command.payment;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.PaymentAttemptDeclined;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentAttemptSucceeded;
import dev.cauce.contracts.payment.PaymentAttemptWithheld;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentOutcomeUnknown;
import dev.cauce.contracts.payment.PaymentRequested;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.PaymentUnresolved;
import dev.cauce.contracts.payment.RecordPaymentOutcome;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.payment.RefundReason;
import dev.cauce.contracts.payment.RefundRequested;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a payment is for, as each of its events repeats it, so that nobody has to look it up; and those events. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
record Claim(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        String currency,
        long amountMinor) {

    static Claim of(PaymentRequested event) {
        return new Claim(
                event.tenantId(),
                event.paymentId(),
                event.invoiceId(),
                event.accountId(),
                event.subscriptionId(),
                event.currency(),
                event.amountMinor());
    }

    PaymentAttemptRequested attempt(int number, Wallet.Method method, String idempotencyKey, Instant now) {
        return new PaymentAttemptRequested(
                tenantId,
                paymentId,
                invoiceId,
                accountId,
                subscriptionId,
                number,
                method.paymentMethodId(),
                method.gatewayToken(),
                method.cardFingerprint(),
                method.brand(),
                currency,
                amountMinor,
                idempotencyKey,
                now);
    }

    PaymentAttemptWithheld withheld(Wallet.Method method, String rule, @Nullable Instant notBefore) {
        return new PaymentAttemptWithheld(
                tenantId,
                paymentId,
                invoiceId,
                accountId,
                method.paymentMethodId(),
                method.cardFingerprint(),
                rule,
                notBefore);
    }

    PaymentAttemptSucceeded attemptSucceeded(int number, Attempt attempt, String gatewayPaymentId) {
        return new PaymentAttemptSucceeded(
                tenantId, paymentId, invoiceId, accountId, number, attempt.paymentMethodId(), gatewayPaymentId);
    }

    PaymentSucceeded succeeded(Instant now) {
        return new PaymentSucceeded(
                tenantId, paymentId, invoiceId, accountId, subscriptionId, currency, amountMinor, now);
    }

    PaymentAttemptDeclined declined(
            RecordPaymentOutcome outcome,
            Attempt attempt,
            DeclineRules.Meaning meaning,
            String code,
            @Nullable Instant notBefore,
            Instant now) {
        return new PaymentAttemptDeclined(
                tenantId,
                paymentId,
                invoiceId,
                accountId,
                outcome.attempt(),
                attempt.paymentMethodId(),
                attempt.cardFingerprint(),
                meaning.kind(),
                code,
                outcome.networkCode(),
                outcome.adviceCode(),
                notBefore,
                now);
    }

    PaymentFailed failed(Failure failure, Instant now) {
        return new PaymentFailed(
                tenantId,
                paymentId,
                invoiceId,
                accountId,
                subscriptionId,
                currency,
                amountMinor,
                failure.kind(),
                failure.declineCode(),
                failure.cardFingerprint(),
                failure.retryNotBefore(),
                now);
    }

    PaymentOutcomeUnknown unknown(int attempt, int polls, Instant nextPollAt) {
        return new PaymentOutcomeUnknown(tenantId, paymentId, invoiceId, accountId, attempt, polls, nextPollAt);
    }

    PaymentUnresolved unresolved(int attempt, int polls) {
        return new PaymentUnresolved(tenantId, paymentId, invoiceId, accountId, attempt, polls);
    }

    RefundRequested refund(
            RefundId refundId,
            int attempt,
            String gatewayPaymentId,
            long refundedMinor,
            RefundReason reason,
            String idempotencyKey) {
        return new RefundRequested(
                tenantId,
                paymentId,
                invoiceId,
                accountId,
                refundId,
                attempt,
                gatewayPaymentId,
                currency,
                refundedMinor,
                reason,
                reason == RefundReason.SURPLUS,
                idempotencyKey);
    }
}
