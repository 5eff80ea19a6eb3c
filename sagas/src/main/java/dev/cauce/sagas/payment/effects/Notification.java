package dev.cauce.sagas.payment.effects;

import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.DisputeStage;
import dev.cauce.contracts.payment.GatewayAnswer;
import dev.cauce.contracts.payment.PaymentCommand;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.RecordDispute;
import dev.cauce.contracts.payment.RecordPaymentOutcome;
import dev.cauce.contracts.payment.RecordRefundOutcome;
import dev.cauce.contracts.payment.RefundAnswer;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway tells without being asked.
 *
 * @param id of the notification; the same where it is told again
 * @param type one of {@code payment.succeeded}, {@code payment.declined}, {@code refund.succeeded},
 *     {@code refund.failed}, {@code dispute.opened}, {@code dispute.won}, {@code dispute.lost}
 * @param key the idempotency key of the charge or refund that it is about
 */
public record Notification(
        String id,
        String type,
        String key,
        @Nullable String gatewayPaymentId,
        @Nullable String declineCode,
        @Nullable String networkCode,
        @Nullable String adviceCode,
        @Nullable String disputeId,
        @Nullable Long amountMinor,
        @Nullable String reason) {

    private static final Pattern CHARGE =
            Pattern.compile("(" + StreamId.PART + ")/payment/(" + StreamId.PART + ")/([0-9]{1,4})");
    private static final Pattern REFUND =
            Pattern.compile("(" + StreamId.PART + ")/payment/(" + StreamId.PART + ")/refund/(" + StreamId.PART + ")");

    /** The command that it comes to; empty where it is of no kind that is known, or about another tenant. */
    Optional<PaymentCommand> command(TenantId tenantId) {
        Matcher charge = CHARGE.matcher(key);
        if (charge.matches()) {
            return tenantId.value().equals(charge.group(1))
                    ? ofCharge(tenantId, new PaymentId(charge.group(2)), Integer.parseInt(charge.group(3)))
                    : Optional.empty();
        }
        Matcher refund = REFUND.matcher(key);
        if (refund.matches() && tenantId.value().equals(refund.group(1))) {
            return ofRefund(tenantId, new PaymentId(refund.group(2)), new RefundId(refund.group(3)));
        }
        return Optional.empty();
    }

    private Optional<PaymentCommand> ofCharge(TenantId tenantId, PaymentId paymentId, int attempt) {
        return switch (type) {
            case "payment.succeeded" ->
                Optional.of(new RecordPaymentOutcome(
                        tenantId, paymentId, attempt, GatewayAnswer.SUCCEEDED, gatewayPaymentId, null, null, null));
            case "payment.declined" ->
                Optional.of(new RecordPaymentOutcome(
                        tenantId,
                        paymentId,
                        attempt,
                        GatewayAnswer.DECLINED,
                        null,
                        declineCode,
                        networkCode,
                        adviceCode));
            case "dispute.opened" -> Optional.of(dispute(tenantId, paymentId, DisputeStage.OPENED));
            case "dispute.won" -> Optional.of(dispute(tenantId, paymentId, DisputeStage.WON));
            case "dispute.lost" -> Optional.of(dispute(tenantId, paymentId, DisputeStage.LOST));
            default -> Optional.empty();
        };
    }

    private RecordDispute dispute(TenantId tenantId, PaymentId paymentId, DisputeStage stage) {
        return new RecordDispute(
                tenantId,
                paymentId,
                disputeId == null ? "" : disputeId,
                stage,
                amountMinor == null ? 0 : amountMinor,
                reason == null ? "general" : reason);
    }

    private Optional<PaymentCommand> ofRefund(TenantId tenantId, PaymentId paymentId, RefundId refundId) {
        return switch (type) {
            case "refund.succeeded" ->
                Optional.of(new RecordRefundOutcome(tenantId, paymentId, refundId, RefundAnswer.SUCCEEDED, null));
            case "refund.failed" ->
                Optional.of(new RecordRefundOutcome(tenantId, paymentId, refundId, RefundAnswer.FAILED, declineCode));
            default -> Optional.empty();
        };
    }
}
