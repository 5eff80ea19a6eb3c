package dev.cauce.query.retention.web;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.retention.FindRetentionCase;
import dev.cauce.contracts.retention.FindRetentionEffect;
import dev.cauce.contracts.retention.ListRetentionCases;
import dev.cauce.contracts.retention.ListRetentionPolicies;
import dev.cauce.contracts.retention.RetentionCaseView;
import dev.cauce.contracts.retention.RetentionEffectView;
import dev.cauce.contracts.retention.RetentionOfferView;
import dev.cauce.contracts.retention.RetentionPolicyView;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.RetentionQueriesApi;
import dev.cauce.rest.model.ChurnBand;
import dev.cauce.rest.model.ChurnReason;
import dev.cauce.rest.model.ChurnThresholds;
import dev.cauce.rest.model.RecurringAmount;
import dev.cauce.rest.model.RetainedShare;
import dev.cauce.rest.model.RetentionAct;
import dev.cauce.rest.model.RetentionCase;
import dev.cauce.rest.model.RetentionCasePage;
import dev.cauce.rest.model.RetentionEffect;
import dev.cauce.rest.model.RetentionEffectList;
import dev.cauce.rest.model.RetentionGroup;
import dev.cauce.rest.model.RetentionOffer;
import dev.cauce.rest.model.RetentionOfferKind;
import dev.cauce.rest.model.RetentionOfferStatus;
import dev.cauce.rest.model.RetentionOutcome;
import dev.cauce.rest.model.RetentionPlay;
import dev.cauce.rest.model.RetentionPolicy;
import dev.cauce.rest.model.RetentionPolicyList;
import dev.cauce.rest.model.RetentionTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Retention cases, policies and what they were worth over HTTP, as they are now. */
@RestController
public class RetentionQueriesController implements RetentionQueriesApi {

    private final QueryAsker queries;

    public RetentionQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<RetentionCasePage> listRetentionCases(
            @Nullable RetentionGroup group, @Nullable String cursor, Integer limit, @Nullable String position) {
        var page = queries.require(
                new ListRetentionCases(
                        tenant(),
                        group == null ? null : dev.cauce.contracts.retention.RetentionGroup.valueOf(group.name()),
                        cursor,
                        limit),
                ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new RetentionCasePage(page.items().stream()
                        .map(RetentionQueriesController::json)
                        .toList())
                .nextCursor(page.nextCursor()));
    }

    @Override
    public ResponseEntity<RetentionCase> getRetentionCase(
            String accountId, Integer caseNumber, @Nullable String position) {
        RetentionCaseView found = queries.require(
                new FindRetentionCase(tenant(), new AccountId(accountId), caseNumber), ErrorCode.RETENTION_NOT_FOUND);
        return ResponseEntity.ok().eTag(Long.toString(found.version())).body(json(found));
    }

    private static RetentionCase json(RetentionCaseView view) {
        return new RetentionCase(
                        view.accountId(),
                        view.caseNumber(),
                        RetentionGroup.fromValue(view.group()),
                        view.propensity(),
                        ChurnBand.fromValue(view.band()),
                        ChurnBand.fromValue(view.previousBand()),
                        view.score(),
                        view.reasons().stream()
                                .map(reason -> new ChurnReason(reason.feature(), reason.logOdds()))
                                .toList(),
                        view.modelVersion(),
                        view.featureHash(),
                        view.policyVersion(),
                        json(view.recurring()),
                        view.tasks(),
                        view.offers().stream()
                                .map(RetentionQueriesController::json)
                                .toList(),
                        view.outcomes().stream()
                                .map(outcome -> new RetentionOutcome(
                                        outcome.day(), outcome.retained(), json(outcome.recurring()), outcome.dueAt()))
                                .toList(),
                        view.openedAt(),
                        view.version())
                .nextOutcomeAt(view.nextOutcomeAt())
                .closedAt(view.closedAt());
    }

    private static List<RecurringAmount> json(List<dev.cauce.contracts.retention.RecurringAmount> amounts) {
        return amounts.stream()
                .map(amount -> new RecurringAmount(amount.currency(), amount.monthlyMinor()))
                .toList();
    }

    private static RetentionOffer json(RetentionOfferView offer) {
        return new RetentionOffer(
                        offer.offer(),
                        RetentionOfferKind.fromValue(offer.kind()),
                        RetentionOfferStatus.fromValue(offer.status()),
                        offer.subscriptionId(),
                        offer.madeAt(),
                        offer.expiresAt())
                .planId(offer.planId())
                .pauseDays(offer.pauseDays())
                .endedAt(offer.endedAt());
    }

    @Override
    public ResponseEntity<RetentionEffectList> getRetentionEffect(@Nullable String position) {
        var effects = queries.require(new FindRetentionEffect(tenant()), ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new RetentionEffectList(
                effects.items().stream().map(RetentionQueriesController::json).toList()));
    }

    private static RetentionEffect json(RetentionEffectView effect) {
        return new RetentionEffect(
                effect.policyVersion(),
                effect.day(),
                json(effect.treated()),
                json(effect.holdout()),
                effect.difference(),
                effect.low(),
                effect.high());
    }

    private static RetainedShare json(dev.cauce.contracts.retention.RetainedShare share) {
        return new RetainedShare(share.measured(), share.retained(), share.share(), share.low(), share.high());
    }

    @Override
    public ResponseEntity<RetentionPolicyList> listRetentionPolicies(@Nullable String position) {
        var policies = queries.require(new ListRetentionPolicies(tenant()), ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new RetentionPolicyList(
                policies.items().stream().map(RetentionQueriesController::json).toList()));
    }

    private static RetentionPolicy json(RetentionPolicyView view) {
        var terms = view.terms();
        var thresholds = terms.thresholds();
        return new RetentionPolicy(
                        view.policyVersion(),
                        new RetentionTerms(
                                new ChurnThresholds(thresholds.medium(), thresholds.high(), thresholds.critical()),
                                terms.plays().stream()
                                        .map(RetentionQueriesController::json)
                                        .toList(),
                                terms.coolDownDays(),
                                terms.holdoutShare()),
                        view.effectiveFrom(),
                        view.approved())
                .inEffectSince(view.inEffectSince());
    }

    private static RetentionPlay json(dev.cauce.contracts.retention.RetentionPlay play) {
        return new RetentionPlay(
                        ChurnBand.fromValue(play.band().name()),
                        play.acts().stream()
                                .sorted()
                                .map(act -> RetentionAct.fromValue(act.name()))
                                .toList(),
                        play.answerDays(),
                        play.pauseDays())
                .offerPlanId(
                        play.offerPlanId() == null ? null : play.offerPlanId().value());
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
