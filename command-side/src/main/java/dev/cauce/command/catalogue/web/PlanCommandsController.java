package dev.cauce.command.catalogue.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.DefinePlan;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.RetirePlan;
import dev.cauce.contracts.catalogue.SetPlanPrice;
import dev.cauce.contracts.catalogue.StatePlanTerms;
import dev.cauce.contracts.catalogue.TrialEnd;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.PlanCommandsApi;
import dev.cauce.rest.model.DefinePlanRequest;
import dev.cauce.rest.model.PlanReference;
import dev.cauce.rest.model.SetPlanPriceRequest;
import dev.cauce.rest.model.StatePlanTermsRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The commands of the catalogue over HTTP. */
@RestController
public class PlanCommandsController implements PlanCommandsApi {

    private final CommandSender commands;

    public PlanCommandsController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<PlanReference> definePlan(String idempotencyKey, DefinePlanRequest request) {
        Integer trialDays = request.getTrialDays();
        PlanReference defined = reference(commands.send(new DefinePlan(
                tenant(),
                new PlanId(CommandRequest.idOr(request.getPlanId())),
                request.getName(),
                request.getPrices().stream().map(PlanCommandsController::price).toList(),
                trialDays == null ? 0 : trialDays)));
        return CommandRequest.created("/v1/plans/" + defined.getPlanId(), defined);
    }

    @Override
    public ResponseEntity<PlanReference> setPlanPrice(
            String planId, String idempotencyKey, SetPlanPriceRequest request, @Nullable String ifMatch) {
        return ResponseEntity.ok(reference(commands.send(new SetPlanPrice(
                tenant(),
                new PlanId(planId),
                request.getCurrency(),
                BillingInterval.valueOf(request.getInterval().name()),
                request.getAmountMinor(),
                BillingMode.valueOf(request.getBillingMode().name()),
                request.getValidFrom()))));
    }

    @Override
    public ResponseEntity<PlanReference> statePlanTerms(
            String planId, String idempotencyKey, StatePlanTermsRequest request, @Nullable String ifMatch) {
        return ResponseEntity.ok(reference(commands.send(new StatePlanTerms(
                tenant(),
                new PlanId(planId),
                request.getTrialDays(),
                TrialEnd.valueOf(request.getTrialEnd().name()),
                request.getGraceDays()))));
    }

    @Override
    public ResponseEntity<PlanReference> retirePlan(String planId, String idempotencyKey, @Nullable String ifMatch) {
        return ResponseEntity.ok(reference(commands.send(new RetirePlan(tenant(), new PlanId(planId)))));
    }

    private static PlanPrice price(dev.cauce.rest.model.PlanPrice price) {
        return new PlanPrice(
                price.getCurrency(), BillingInterval.valueOf(price.getInterval().name()), price.getAmountMinor());
    }

    private static PlanReference reference(Answer answer) {
        return new PlanReference(said(answer, "planId"));
    }
}
