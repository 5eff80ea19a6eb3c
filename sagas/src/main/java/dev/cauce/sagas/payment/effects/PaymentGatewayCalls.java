package dev.cauce.sagas.payment.effects;

import dev.cauce.contracts.payment.GatewayAnswer;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentPollRequested;
import dev.cauce.contracts.payment.RecordPaymentOutcome;
import dev.cauce.contracts.payment.RecordRefundOutcome;
import dev.cauce.contracts.payment.RefundAnswer;
import dev.cauce.contracts.payment.RefundRequested;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Asks the gateway for what payments want of it, and reports what it said. */
@ProcessingGroup(PaymentGatewayCalls.GROUP)
@DisallowReplay
public final class PaymentGatewayCalls {

    /** The processing group; an effect, never reset. */
    public static final String GROUP = "payment-gateway";

    private final PaymentGateway gateway;
    private final ProcessCommands commands;

    public PaymentGatewayCalls(PaymentGateway gateway, ProcessCommands commands) {
        this.gateway = gateway;
        this.commands = commands;
    }

    @EventHandler
    void on(PaymentAttemptRequested event) {
        PaymentGateway.Outcome outcome = gateway.charge(new PaymentGateway.Charge(
                event.tenantId().value(),
                event.idempotencyKey(),
                event.gatewayToken(),
                event.currency(),
                event.amountMinor()));
        commands.send(report(event.tenantId(), event.paymentId(), event.attempt(), outcome));
    }

    @EventHandler
    void on(PaymentPollRequested event) {
        PaymentGateway.Outcome outcome = gateway.find(event.tenantId().value(), event.idempotencyKey());
        commands.send(report(event.tenantId(), event.paymentId(), event.attempt(), outcome));
    }

    @EventHandler
    void on(RefundRequested event) {
        PaymentGateway.RefundOutcome outcome = gateway.refund(new PaymentGateway.Refund(
                event.tenantId().value(),
                event.idempotencyKey(),
                event.gatewayPaymentId(),
                event.currency(),
                event.amountMinor()));
        commands.send(new RecordRefundOutcome(
                event.tenantId(),
                event.paymentId(),
                event.refundId(),
                outcome.code() == null ? RefundAnswer.SUCCEEDED : RefundAnswer.FAILED,
                outcome.code()));
    }

    static RecordPaymentOutcome report(
            TenantId tenantId, PaymentId paymentId, int attempt, PaymentGateway.Outcome outcome) {
        return switch (outcome) {
            case PaymentGateway.Outcome.Succeeded succeeded ->
                new RecordPaymentOutcome(
                        tenantId,
                        paymentId,
                        attempt,
                        GatewayAnswer.SUCCEEDED,
                        succeeded.gatewayPaymentId(),
                        null,
                        null,
                        null);
            case PaymentGateway.Outcome.Declined declined ->
                new RecordPaymentOutcome(
                        tenantId,
                        paymentId,
                        attempt,
                        GatewayAnswer.DECLINED,
                        null,
                        declined.declineCode(),
                        declined.networkCode(),
                        declined.adviceCode());
            case PaymentGateway.Outcome.Unknown _ -> without(tenantId, paymentId, attempt, GatewayAnswer.UNKNOWN);
            case PaymentGateway.Outcome.NotReceived _ ->
                without(tenantId, paymentId, attempt, GatewayAnswer.NOT_RECEIVED);
        };
    }

    private static RecordPaymentOutcome without(
            TenantId tenantId, PaymentId paymentId, int attempt, GatewayAnswer answer) {
        return new RecordPaymentOutcome(tenantId, paymentId, attempt, answer, null, null, null, null);
    }
}
