package dev.cauce.command.subscription.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ActivateSubscription;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChangePlan;
import dev.cauce.contracts.subscription.RenewSubscription;
import dev.cauce.contracts.subscription.StartSubscription;
import dev.cauce.contracts.subscription.StartTrial;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.rest.api.SubscriptionCommandsApi;
import dev.cauce.rest.model.CancelSubscriptionRequest;
import dev.cauce.rest.model.ChangePlanRequest;
import dev.cauce.rest.model.StartSubscriptionRequest;
import dev.cauce.rest.model.SubscriptionReference;
import dev.cauce.rest.model.SubscriptionStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The commands of subscriptions over HTTP. */
@RestController
public class SubscriptionCommandsController implements SubscriptionCommandsApi {

    private final CommandSender commands;

    public SubscriptionCommandsController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<SubscriptionReference> startSubscription(
            String accountId, String idempotencyKey, StartSubscriptionRequest request) {
        SubscriptionReference started = reference(commands.send(
                switch (request.getStart()) {
                    case TRIAL -> trial(new AccountId(accountId), request);
                    case ACTIVE -> active(new AccountId(accountId), request);
                }));
        return CommandRequest.created("/v1/subscriptions/" + started.getSubscriptionId(), started);
    }

    private static Command trial(AccountId accountId, StartSubscriptionRequest request) {
        if (request.getAmountMinor() != null || request.getStartedAt() != null) {
            throw new Rejected(
                    ErrorCode.INVALID_REQUEST, "A trial has the price of its plan and starts now: leave both out.");
        }
        return new StartTrial(
                tenant(),
                new SubscriptionId(CommandRequest.idOr(request.getSubscriptionId())),
                accountId,
                new PlanId(request.getPlanId()),
                request.getCurrency(),
                BillingInterval.valueOf(request.getInterval().name()));
    }

    private static Command active(AccountId accountId, StartSubscriptionRequest request) {
        return new StartSubscription(
                tenant(),
                new SubscriptionId(CommandRequest.idOr(request.getSubscriptionId())),
                accountId,
                new PlanId(request.getPlanId()),
                request.getCurrency(),
                BillingInterval.valueOf(request.getInterval().name()),
                request.getAmountMinor(),
                request.getStartedAt());
    }

    @Override
    public ResponseEntity<SubscriptionReference> activateSubscription(
            String subscriptionId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new ActivateSubscription(tenant(), new SubscriptionId(subscriptionId)));
    }

    @Override
    public ResponseEntity<SubscriptionReference> renewSubscription(
            String subscriptionId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new RenewSubscription(tenant(), new SubscriptionId(subscriptionId)));
    }

    @Override
    public ResponseEntity<SubscriptionReference> changePlan(
            String subscriptionId, String idempotencyKey, ChangePlanRequest request, @Nullable String ifMatch) {
        return send(new ChangePlan(tenant(), new SubscriptionId(subscriptionId), new PlanId(request.getPlanId())));
    }

    @Override
    public ResponseEntity<SubscriptionReference> cancelSubscription(
            String subscriptionId, String idempotencyKey, CancelSubscriptionRequest request, @Nullable String ifMatch) {
        return send(new CancelSubscription(
                tenant(),
                new SubscriptionId(subscriptionId),
                CancellationReason.valueOf(request.getReason().name()),
                request.getCancelledAt()));
    }

    private ResponseEntity<SubscriptionReference> send(Command command) {
        return ResponseEntity.ok(reference(commands.send(command)));
    }

    private static SubscriptionReference reference(Answer answer) {
        return new SubscriptionReference(
                said(answer, "subscriptionId"), SubscriptionStatus.fromValue(said(answer, "status")));
    }
}
