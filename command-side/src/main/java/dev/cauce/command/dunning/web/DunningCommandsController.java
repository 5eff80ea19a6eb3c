package dev.cauce.command.dunning.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.dunning.ApproveDunningPolicy;
import dev.cauce.contracts.dunning.FinalAction;
import dev.cauce.contracts.dunning.ProposeDunningPolicy;
import dev.cauce.contracts.message.Command;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.DunningCommandsApi;
import dev.cauce.rest.model.DunningPolicyReference;
import dev.cauce.rest.model.DunningTerms;
import dev.cauce.rest.model.ProposeDunningPolicyRequest;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The commands of dunning policies over HTTP. */
@RestController
public class DunningCommandsController implements DunningCommandsApi {

    private final CommandSender commands;

    public DunningCommandsController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<DunningPolicyReference> proposeDunningPolicy(
            String idempotencyKey, ProposeDunningPolicyRequest request) {
        return CommandRequest.created(
                "/v1/dunning/policies",
                reference(new ProposeDunningPolicy(
                        tenant(), request.getPolicyVersion(), terms(request.getTerms()), request.getEffectiveFrom())));
    }

    private static dev.cauce.contracts.dunning.DunningTerms terms(DunningTerms terms) {
        return new dev.cauce.contracts.dunning.DunningTerms(
                terms.getWindowDays(),
                terms.getMostRetries(),
                terms.getRetrySpanDays(),
                terms.getHoursBetweenRetries(),
                terms.getGraceDays(),
                terms.getSuspendAfterDays(),
                FinalAction.valueOf(terms.getFinalAction().name()),
                terms.getMostMessages(),
                terms.getMessageEveryDays(),
                terms.getQuietFromHour(),
                terms.getQuietToHour(),
                terms.getRetryHour(),
                Set.copyOf(terms.getPaydays()),
                terms.getExplorationShare());
    }

    @Override
    public ResponseEntity<DunningPolicyReference> approveDunningPolicy(String policyVersion, String idempotencyKey) {
        return ResponseEntity.ok(reference(new ApproveDunningPolicy(tenant(), policyVersion)));
    }

    private DunningPolicyReference reference(Command command) {
        return new DunningPolicyReference(said(commands.send(command), "policyVersion"));
    }
}
