package dev.cauce.command.subscription.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.subscription.Preview;
import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ActivateSubscription;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChangePlan;
import dev.cauce.contracts.subscription.ChangeSubscription;
import dev.cauce.contracts.subscription.CreateSubscription;
import dev.cauce.contracts.subscription.PauseSubscription;
import dev.cauce.contracts.subscription.PreviewSubscriptionChange;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.ReactivateSubscription;
import dev.cauce.contracts.subscription.RenewSubscription;
import dev.cauce.contracts.subscription.ResumeSubscription;
import dev.cauce.contracts.subscription.RevokeCancellation;
import dev.cauce.contracts.subscription.RevokeScheduledChange;
import dev.cauce.contracts.subscription.ScheduleCancellation;
import dev.cauce.contracts.subscription.StartSubscription;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.rest.api.SubscriptionCommandsApi;
import dev.cauce.rest.model.CancelSubscriptionRequest;
import dev.cauce.rest.model.ChangePlanRequest;
import dev.cauce.rest.model.ChangeSubscriptionRequest;
import dev.cauce.rest.model.ChargeLine;
import dev.cauce.rest.model.ChargeLineKind;
import dev.cauce.rest.model.PauseSubscriptionRequest;
import dev.cauce.rest.model.PreviewSubscriptionChangeRequest;
import dev.cauce.rest.model.ScheduleCancellationRequest;
import dev.cauce.rest.model.StartSubscriptionRequest;
import dev.cauce.rest.model.SubscriptionPreview;
import dev.cauce.rest.model.SubscriptionReference;
import dev.cauce.rest.model.SubscriptionStatus;
import java.util.List;
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
                    case TRIAL -> billed(new AccountId(accountId), request, true);
                    case PAID -> billed(new AccountId(accountId), request, false);
                    case ACTIVE -> active(new AccountId(accountId), request);
                }));
        return CommandRequest.created("/v1/subscriptions/" + started.getSubscriptionId(), started);
    }

    private static Command billed(AccountId accountId, StartSubscriptionRequest request, boolean trial) {
        if (request.getAmountMinor() != null || request.getStartedAt() != null) {
            throw new Rejected(
                    ErrorCode.INVALID_REQUEST,
                    "What is billed here has the price of its plan and starts now: leave both out.");
        }
        Long quantity = request.getQuantity();
        return new CreateSubscription(
                tenant(),
                new SubscriptionId(CommandRequest.idOr(request.getSubscriptionId())),
                accountId,
                new PlanId(request.getPlanId()),
                request.getCurrency(),
                BillingInterval.valueOf(request.getInterval().name()),
                quantity == null ? 1 : quantity,
                trial);
    }

    private static Command active(AccountId accountId, StartSubscriptionRequest request) {
        if (request.getQuantity() != null) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "What is billed elsewhere has no quantity: leave it out.");
        }
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

    @Override
    public ResponseEntity<SubscriptionReference> changeSubscription(
            String subscriptionId, String idempotencyKey, ChangeSubscriptionRequest request, @Nullable String ifMatch) {
        return send(new ChangeSubscription(
                tenant(),
                new SubscriptionId(subscriptionId),
                planOrNone(request.getPlanId()),
                intervalOrNone(request.getInterval()),
                request.getQuantity(),
                ProrationMode.valueOf(request.getProration().name()),
                request.getChangedAt()));
    }

    @Override
    public ResponseEntity<SubscriptionPreview> previewSubscriptionChange(
            String subscriptionId,
            String idempotencyKey,
            PreviewSubscriptionChangeRequest request,
            @Nullable String ifMatch) {
        Answer answer = commands.send(new PreviewSubscriptionChange(
                tenant(),
                new SubscriptionId(subscriptionId),
                planOrNone(request.getPlanId()),
                intervalOrNone(request.getInterval()),
                request.getQuantity(),
                ProrationMode.valueOf(request.getProration().name())));
        Preview preview = Preview.in(answer);
        return ResponseEntity.ok(new SubscriptionPreview(
                        subscriptionId,
                        lines(preview.now()),
                        Preview.total(preview.now()),
                        lines(preview.next()),
                        Preview.total(preview.next()))
                .effectiveAt(preview.effectiveAt())
                .nextAt(preview.nextAt()));
    }

    @Override
    public ResponseEntity<SubscriptionReference> revokeScheduledChange(
            String subscriptionId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new RevokeScheduledChange(tenant(), new SubscriptionId(subscriptionId)));
    }

    @Override
    public ResponseEntity<SubscriptionReference> pauseSubscription(
            String subscriptionId, String idempotencyKey, PauseSubscriptionRequest request, @Nullable String ifMatch) {
        return send(new PauseSubscription(tenant(), new SubscriptionId(subscriptionId), request.getResumeAt()));
    }

    @Override
    public ResponseEntity<SubscriptionReference> resumeSubscription(
            String subscriptionId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new ResumeSubscription(tenant(), new SubscriptionId(subscriptionId)));
    }

    @Override
    public ResponseEntity<SubscriptionReference> scheduleCancellation(
            String subscriptionId,
            String idempotencyKey,
            ScheduleCancellationRequest request,
            @Nullable String ifMatch) {
        return send(new ScheduleCancellation(
                tenant(),
                new SubscriptionId(subscriptionId),
                CancellationReason.valueOf(request.getReason().name())));
    }

    @Override
    public ResponseEntity<SubscriptionReference> revokeCancellation(
            String subscriptionId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new RevokeCancellation(tenant(), new SubscriptionId(subscriptionId)));
    }

    @Override
    public ResponseEntity<SubscriptionReference> reactivateSubscription(
            String subscriptionId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new ReactivateSubscription(tenant(), new SubscriptionId(subscriptionId)));
    }

    private static @Nullable PlanId planOrNone(@Nullable String planId) {
        return planId == null ? null : new PlanId(planId);
    }

    private static @Nullable BillingInterval intervalOrNone(dev.cauce.rest.model.@Nullable BillingInterval interval) {
        return interval == null ? null : BillingInterval.valueOf(interval.name());
    }

    private static List<ChargeLine> lines(List<InvoiceLine> lines) {
        return lines.stream()
                .map(line -> new ChargeLine(
                        line.lineId(),
                        ChargeLineKind.fromValue(line.kind().name()),
                        line.planId().value(),
                        line.quantity(),
                        line.unitAmountMinor(),
                        line.from(),
                        line.to(),
                        line.amountMinor()))
                .toList();
    }

    private ResponseEntity<SubscriptionReference> send(Command command) {
        return ResponseEntity.ok(reference(commands.send(command)));
    }

    private static SubscriptionReference reference(Answer answer) {
        return new SubscriptionReference(
                said(answer, "subscriptionId"), SubscriptionStatus.fromValue(said(answer, "status")));
    }
}
