package dev.cauce.command.catalogue.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.DefinePlan;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.RetirePlan;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.PlanCommandsApi;
import dev.cauce.rest.model.DefinePlanRequest;
import dev.cauce.rest.model.PlanReference;
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
