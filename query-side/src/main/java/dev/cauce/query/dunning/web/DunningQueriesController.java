package dev.cauce.query.dunning.web;

import dev.cauce.contracts.dunning.DunningCaseView;
import dev.cauce.contracts.dunning.DunningPolicyView;
import dev.cauce.contracts.dunning.DunningStatus;
import dev.cauce.contracts.dunning.FindDunningCase;
import dev.cauce.contracts.dunning.ListDunningCases;
import dev.cauce.contracts.dunning.ListDunningPolicies;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.DunningQueriesApi;
import dev.cauce.rest.model.DeclineKind;
import dev.cauce.rest.model.DunningCase;
import dev.cauce.rest.model.DunningCasePage;
import dev.cauce.rest.model.DunningDecision;
import dev.cauce.rest.model.DunningOutcome;
import dev.cauce.rest.model.DunningPolicy;
import dev.cauce.rest.model.DunningPolicyList;
import dev.cauce.rest.model.DunningTerms;
import dev.cauce.rest.model.FinalAction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Dunning cases and policies over HTTP, as they are now. */
@RestController
public class DunningQueriesController implements DunningQueriesApi {

    private final QueryAsker queries;

    public DunningQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<DunningCasePage> listDunningCases(
            dev.cauce.rest.model.@Nullable DunningStatus status,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        var page = queries.require(
                new ListDunningCases(
                        tenant(), status == null ? null : DunningStatus.valueOf(status.name()), cursor, limit),
                ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new DunningCasePage(page.items().stream()
                        .map(DunningQueriesController::json)
                        .toList())
                .nextCursor(page.nextCursor()));
    }

    @Override
    public ResponseEntity<DunningCase> getDunningCase(String invoiceId, @Nullable String position) {
        DunningCaseView found =
                queries.require(new FindDunningCase(tenant(), new InvoiceId(invoiceId)), ErrorCode.DUNNING_NOT_FOUND);
        return ResponseEntity.ok().eTag(Long.toString(found.version())).body(json(found));
    }

    private static DunningCase json(DunningCaseView view) {
        String outcome = view.outcome();
        DunningCase json = new DunningCase(
                        view.invoiceId(),
                        view.accountId(),
                        view.subscriptionId(),
                        view.currency(),
                        view.dueMinor(),
                        dev.cauce.rest.model.DunningStatus.fromValue(view.status()),
                        DeclineKind.fromValue(view.kind()),
                        view.declineCode(),
                        view.retries(),
                        view.messages(),
                        view.restricted(),
                        view.suspended(),
                        view.policyVersion(),
                        view.openedAt(),
                        view.windowEndsAt(),
                        view.version())
                .outcome(outcome == null ? null : DunningOutcome.fromValue(outcome))
                .nextRetryAt(view.nextRetryAt())
                .nextStepAt(view.nextStepAt())
                .closedAt(view.closedAt());
        List<dev.cauce.contracts.dunning.DunningDecision> decisions = view.decisions();
        return decisions == null
                ? json
                : json.decisions(
                        decisions.stream().map(DunningQueriesController::json).toList());
    }

    private static DunningDecision json(dev.cauce.contracts.dunning.DunningDecision decision) {
        return new DunningDecision(decision.number(), decision.what(), decision.why(), decision.decidedAt())
                .policyVersion(decision.policyVersion())
                .propensity(decision.propensity());
    }

    @Override
    public ResponseEntity<DunningPolicyList> listDunningPolicies(@Nullable String position) {
        var policies = queries.require(new ListDunningPolicies(tenant()), ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new DunningPolicyList(
                policies.items().stream().map(DunningQueriesController::json).toList()));
    }

    private static DunningPolicy json(DunningPolicyView view) {
        var terms = view.terms();
        return new DunningPolicy(
                view.policyVersion(),
                new DunningTerms(
                        terms.windowDays(),
                        terms.mostRetries(),
                        terms.retrySpanDays(),
                        terms.hoursBetweenRetries(),
                        terms.graceDays(),
                        terms.suspendAfterDays(),
                        FinalAction.fromValue(terms.finalAction().name()),
                        terms.mostMessages(),
                        terms.messageEveryDays(),
                        terms.quietFromHour(),
                        terms.quietToHour(),
                        terms.retryHour(),
                        terms.paydays().stream().sorted().toList(),
                        terms.explorationShare()),
                view.effectiveFrom(),
                view.approved());
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
