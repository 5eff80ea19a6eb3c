package dev.cauce.query.retention;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.RecurringAmount;
import dev.cauce.contracts.retention.RetentionCaseClosed;
import dev.cauce.contracts.retention.RetentionCaseOpened;
import dev.cauce.contracts.retention.RetentionEvent;
import dev.cauce.contracts.retention.RetentionOfferAccepted;
import dev.cauce.contracts.retention.RetentionOfferDeclined;
import dev.cauce.contracts.retention.RetentionOfferFailed;
import dev.cauce.contracts.retention.RetentionOfferLapsed;
import dev.cauce.contracts.retention.RetentionOfferMade;
import dev.cauce.contracts.retention.RetentionOfferStatus;
import dev.cauce.contracts.retention.RetentionOfferWithdrawn;
import dev.cauce.contracts.retention.RetentionOutcomeMeasured;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.RetentionPolicyApproved;
import dev.cauce.contracts.retention.RetentionPolicyEvent;
import dev.cauce.contracts.retention.RetentionPolicyProposed;
import dev.cauce.contracts.retention.RetentionPolicyTookEffect;
import dev.cauce.contracts.retention.RetentionTerms;
import dev.cauce.contracts.retention.SuccessTaskRequested;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.bson.Document;

/** Answers: who was at risk of leaving and why, what was done about it by which policy, and what came of it? */
@ProcessingGroup(RetentionCasesProjection.NAME)
public final class RetentionCasesProjection {

    /** The projection, its processing group and its collection of cases. */
    public static final String NAME = "retention-cases";

    /** The collection of policies, a document a version. */
    public static final String POLICIES = "retention-policies";

    static final String RETENTION = "retention";
    static final String MEASURED = "measured";
    static final String RETAINED = "retained";
    private static final String POLICY = "retention-policy";

    private final Views views;

    public RetentionCasesProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(RetentionCaseOpened event, @SequenceNumber long sequence) {
        change(event, event.accountId(), event.caseNumber(), sequence)
                .set("tenantId", event.tenantId().value())
                .set("accountId", event.accountId().value())
                .set("caseNumber", event.caseNumber())
                .set("group", event.group())
                .set("propensity", event.propensity())
                .set("band", event.band())
                .set("previousBand", event.previousBand())
                .set("score", event.score())
                .set("reasons", reasons(event.reasons()))
                .set("modelVersion", event.modelVersion())
                .set("featureHash", event.featureHash())
                .set("policyVersion", event.policyVersion())
                .set("recurring", amounts(event.recurring()))
                .set("tasks", 0)
                .set("openedAt", event.openedAt())
                .set("nextOutcomeAt", event.nextOutcomeAt());
    }

    private static List<Document> reasons(List<ChurnReason> reasons) {
        return reasons.stream()
                .map(reason -> new Document("feature", reason.feature()).append("logOdds", reason.logOdds()))
                .toList();
    }

    private static List<Document> amounts(List<RecurringAmount> amounts) {
        return amounts.stream()
                .map(amount ->
                        new Document("currency", amount.currency()).append("monthlyMinor", amount.monthlyMinor()))
                .toList();
    }

    @EventHandler
    void on(SuccessTaskRequested event, @SequenceNumber long sequence) {
        change(event, event.accountId(), event.caseNumber(), sequence).set("tasks", event.task());
    }

    @EventHandler
    void on(RetentionOfferMade event, @SequenceNumber long sequence, @Timestamp Instant at) {
        String offer = "offers." + event.offer() + ".";
        change(event, event.accountId(), event.caseNumber(), sequence)
                .set(offer + "kind", event.kind())
                .set(offer + "status", RetentionOfferStatus.OPEN)
                .set(offer + "subscriptionId", event.subscriptionId().value())
                .set(
                        offer + "planId",
                        event.planId() == null ? null : event.planId().value())
                .set(offer + "pauseDays", event.pauseDays())
                .set(offer + "madeAt", at)
                .set(offer + "expiresAt", event.expiresAt());
    }

    @EventHandler
    void on(RetentionOfferAccepted event, @SequenceNumber long sequence, @Timestamp Instant at) {
        ended(event, event.accountId(), event.caseNumber(), event.offer(), RetentionOfferStatus.ACCEPTED, sequence, at);
    }

    @EventHandler
    void on(RetentionOfferDeclined event, @SequenceNumber long sequence, @Timestamp Instant at) {
        ended(event, event.accountId(), event.caseNumber(), event.offer(), RetentionOfferStatus.DECLINED, sequence, at);
    }

    @EventHandler
    void on(RetentionOfferLapsed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        ended(event, event.accountId(), event.caseNumber(), event.offer(), RetentionOfferStatus.LAPSED, sequence, at);
    }

    @EventHandler
    void on(RetentionOfferWithdrawn event, @SequenceNumber long sequence, @Timestamp Instant at) {
        ended(
                event,
                event.accountId(),
                event.caseNumber(),
                event.offer(),
                RetentionOfferStatus.WITHDRAWN,
                sequence,
                at);
    }

    @EventHandler
    void on(RetentionOfferFailed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        ended(event, event.accountId(), event.caseNumber(), event.offer(), RetentionOfferStatus.FAILED, sequence, at);
    }

    private void ended(
            RetentionEvent event,
            AccountId accountId,
            int caseNumber,
            int number,
            RetentionOfferStatus status,
            long sequence,
            Instant at) {
        String offer = "offers." + number + ".";
        change(event, accountId, caseNumber, sequence)
                .set(offer + "status", status)
                .set(offer + "endedAt", at);
    }

    /** The counts of a day stand apart, so that groups are summed without looking into what was measured. */
    @EventHandler
    void on(RetentionOutcomeMeasured event, @SequenceNumber long sequence) {
        String outcome = "outcomes." + event.day() + ".";
        change(event, event.accountId(), event.caseNumber(), sequence)
                .set(outcome + "retained", event.retained())
                .set(outcome + "recurring", amounts(event.recurring()))
                .set(outcome + "dueAt", event.dueAt())
                .set(MEASURED + event.day(), 1)
                .set(RETAINED + event.day(), event.retained() ? 1 : 0)
                .set("nextOutcomeAt", event.nextOutcomeAt());
    }

    @EventHandler
    void on(RetentionCaseClosed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), event.caseNumber(), sequence).set("closedAt", at);
    }

    @EventHandler
    void on(RetentionPolicyProposed event, @SequenceNumber long sequence) {
        RetentionTerms terms = event.terms();
        policy(event, event.policyVersion(), sequence)
                .set("tenantId", event.tenantId().value())
                .set("policyVersion", event.policyVersion())
                .set("effectiveFrom", event.effectiveFrom())
                .set("approved", false)
                .set("medium", terms.thresholds().medium())
                .set("high", terms.thresholds().high())
                .set("critical", terms.thresholds().critical())
                .set(
                        "plays",
                        terms.plays().stream()
                                .map(RetentionCasesProjection::play)
                                .toList())
                .set("coolDownDays", terms.coolDownDays())
                .set("holdoutShare", terms.holdoutShare());
    }

    private static Document play(RetentionPlay play) {
        return new Document("band", play.band().name())
                .append("acts", play.acts().stream().map(Enum::name).sorted().toList())
                .append(
                        "offerPlanId",
                        play.offerPlanId() == null ? null : play.offerPlanId().value())
                .append("answerDays", play.answerDays())
                .append("pauseDays", play.pauseDays());
    }

    @EventHandler
    void on(RetentionPolicyApproved event, @SequenceNumber long sequence) {
        policy(event, event.policyVersion(), sequence)
                .set("effectiveFrom", event.effectiveFrom())
                .set("approved", true);
    }

    @EventHandler
    void on(RetentionPolicyTookEffect event, @SequenceNumber long sequence, @Timestamp Instant at) {
        policy(event, event.policyVersion(), sequence).set("inEffectSince", at);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
        views.clear(POLICIES);
    }

    private ViewChange change(RetentionEvent event, AccountId accountId, int caseNumber, long sequence) {
        return views.change(NAME, documentId(event.tenantId(), accountId + "/" + caseNumber), RETENTION, sequence);
    }

    private ViewChange policy(RetentionPolicyEvent event, String policyVersion, long sequence) {
        return views.change(POLICIES, documentId(event.tenantId(), policyVersion), POLICY, sequence);
    }
}
