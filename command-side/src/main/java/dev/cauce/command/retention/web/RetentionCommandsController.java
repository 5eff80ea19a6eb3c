package dev.cauce.command.retention.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.retention.AcceptRetentionOffer;
import dev.cauce.contracts.retention.ApproveRetentionPolicy;
import dev.cauce.contracts.retention.ChurnThresholds;
import dev.cauce.contracts.retention.DeclineRetentionOffer;
import dev.cauce.contracts.retention.ProposeRetentionPolicy;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.RetentionCommandsApi;
import dev.cauce.rest.model.ProposeRetentionPolicyRequest;
import dev.cauce.rest.model.RetentionCaseReference;
import dev.cauce.rest.model.RetentionPolicyReference;
import dev.cauce.rest.model.RetentionTerms;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Retention policies, and the answers of customers to offers, over HTTP. */
@RestController
public class RetentionCommandsController implements RetentionCommandsApi {

    private final CommandSender commands;

    public RetentionCommandsController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<RetentionPolicyReference> proposeRetentionPolicy(
            String idempotencyKey, ProposeRetentionPolicyRequest request) {
        return CommandRequest.created(
                "/v1/retention/policies",
                policy(new ProposeRetentionPolicy(
                        tenant(), request.getPolicyVersion(), terms(request.getTerms()), request.getEffectiveFrom())));
    }

    private static dev.cauce.contracts.retention.RetentionTerms terms(RetentionTerms terms) {
        return new dev.cauce.contracts.retention.RetentionTerms(
                new ChurnThresholds(
                        terms.getThresholds().getMedium(),
                        terms.getThresholds().getHigh(),
                        terms.getThresholds().getCritical()),
                terms.getPlays().stream().map(RetentionCommandsController::play).toList(),
                terms.getCoolDownDays(),
                terms.getHoldoutShare());
    }

    private static RetentionPlay play(dev.cauce.rest.model.RetentionPlay play) {
        String offered = play.getOfferPlanId();
        return new RetentionPlay(
                ChurnBand.valueOf(play.getBand().name()),
                play.getActs().stream()
                        .map(act -> RetentionAct.valueOf(act.name()))
                        .collect(Collectors.toUnmodifiableSet()),
                offered == null ? null : new PlanId(offered),
                play.getAnswerDays(),
                play.getPauseDays());
    }

    @Override
    public ResponseEntity<RetentionPolicyReference> approveRetentionPolicy(
            String policyVersion, String idempotencyKey) {
        return ResponseEntity.ok(policy(new ApproveRetentionPolicy(tenant(), policyVersion)));
    }

    private RetentionPolicyReference policy(Command command) {
        return new RetentionPolicyReference(said(commands.send(command), "policyVersion"));
    }

    @Override
    public ResponseEntity<RetentionCaseReference> acceptRetentionOffer(
            String accountId, Integer caseNumber, Integer offer, String idempotencyKey) {
        return answered(new AcceptRetentionOffer(tenant(), new AccountId(accountId), caseNumber, offer));
    }

    @Override
    public ResponseEntity<RetentionCaseReference> declineRetentionOffer(
            String accountId, Integer caseNumber, Integer offer, String idempotencyKey) {
        return answered(new DeclineRetentionOffer(tenant(), new AccountId(accountId), caseNumber, offer));
    }

    private ResponseEntity<RetentionCaseReference> answered(Command command) {
        var answer = commands.send(command);
        return ResponseEntity.ok(
                new RetentionCaseReference(said(answer, "accountId"), Integer.parseInt(said(answer, "caseNumber"))));
    }
}
