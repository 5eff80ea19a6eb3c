package dev.cauce.command.payment.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.payment.AddPaymentMethod;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.ChooseDefaultPaymentMethod;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.payment.RefundPayment;
import dev.cauce.contracts.payment.RefundReason;
import dev.cauce.contracts.payment.RemovePaymentMethod;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.PaymentCommandsApi;
import dev.cauce.rest.model.AddPaymentMethodRequest;
import dev.cauce.rest.model.PaymentMethodReference;
import dev.cauce.rest.model.PaymentReference;
import dev.cauce.rest.model.PaymentStatus;
import dev.cauce.rest.model.RefundPaymentRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The commands of payment methods and payments over HTTP. */
@RestController
public class PaymentCommandsController implements PaymentCommandsApi {

    private final CommandSender commands;

    public PaymentCommandsController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<PaymentMethodReference> addPaymentMethod(
            String accountId, String idempotencyKey, AddPaymentMethodRequest request) {
        String subscriptionId = request.getSubscriptionId();
        PaymentMethodReference added = reference(new AddPaymentMethod(
                tenant(),
                new AccountId(accountId),
                new PaymentMethodId(CommandRequest.idOr(request.getPaymentMethodId())),
                request.getGatewayToken(),
                request.getCardFingerprint(),
                CardBrand.valueOf(request.getBrand().name()),
                request.getLastFour(),
                request.getExpiryMonth(),
                request.getExpiryYear(),
                subscriptionId == null ? null : new SubscriptionId(subscriptionId)));
        return CommandRequest.created("/v1/accounts/" + accountId + "/payment-methods", added);
    }

    @Override
    public ResponseEntity<PaymentMethodReference> chooseDefaultPaymentMethod(
            String accountId, String paymentMethodId, String idempotencyKey) {
        return ResponseEntity.ok(reference(new ChooseDefaultPaymentMethod(
                tenant(), new AccountId(accountId), new PaymentMethodId(paymentMethodId))));
    }

    @Override
    public ResponseEntity<PaymentMethodReference> removePaymentMethod(
            String accountId, String paymentMethodId, String idempotencyKey) {
        return ResponseEntity.ok(reference(
                new RemovePaymentMethod(tenant(), new AccountId(accountId), new PaymentMethodId(paymentMethodId))));
    }

    private PaymentMethodReference reference(Command command) {
        return new PaymentMethodReference(said(commands.send(command), "paymentMethodId"));
    }

    @Override
    public ResponseEntity<PaymentReference> refundPayment(
            String paymentId, String idempotencyKey, RefundPaymentRequest request, @Nullable String ifMatch) {
        Answer answer = commands.send(new RefundPayment(
                tenant(),
                new PaymentId(paymentId),
                new RefundId(CommandRequest.idOr(request.getRefundId())),
                request.getAmountMinor(),
                RefundReason.valueOf(request.getReason().name())));
        return ResponseEntity.ok(
                new PaymentReference(said(answer, "paymentId"), PaymentStatus.fromValue(said(answer, "status"))));
    }
}
