package dev.cauce.command.retention;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.RecurringAmount;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionCaseClosed;
import dev.cauce.contracts.retention.RetentionCaseOpened;
import dev.cauce.contracts.retention.RetentionGroup;
import dev.cauce.contracts.retention.RetentionOfferKind;
import dev.cauce.contracts.retention.RetentionOfferMade;
import dev.cauce.contracts.retention.RetentionOutcomeMeasured;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.SuccessTaskCause;
import dev.cauce.contracts.retention.SuccessTaskRequested;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** What a case began with and never changes; and its events. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
record RetentionFile(
        TenantId tenantId,
        AccountId accountId,
        int caseNumber,
        ChurnBand band,
        List<ChurnReason> reasons,
        String modelVersion,
        RetentionGroup group,
        double propensity,
        String policyVersion,
        RetentionPlay play,
        List<RecurringAmount> recurring,
        Instant openedAt) {

    /** When it is measured what became of the account, in days after the case was opened. */
    static final List<Integer> OUTCOME_DAYS = List.of(30, 60, 90);

    static RetentionFile of(RetentionCaseOpened event) {
        return new RetentionFile(
                event.tenantId(),
                event.accountId(),
                event.caseNumber(),
                event.band(),
                event.reasons(),
                event.modelVersion(),
                event.group(),
                event.propensity(),
                event.policyVersion(),
                event.play(),
                event.recurring(),
                event.openedAt());
    }

    boolean may(RetentionAct act) {
        return group == RetentionGroup.TREATED && play.acts().contains(act);
    }

    Instant dueAt(int day) {
        return openedAt.plus(Duration.ofDays(day));
    }

    SuccessTaskRequested task(int number, SuccessTaskCause cause) {
        return new SuccessTaskRequested(
                tenantId, accountId, caseNumber, number, cause, band, reasons, modelVersion, policyVersion);
    }

    RetentionOfferMade planOffer(int number, SubscriptionId subscriptionId, PlanId planId, Instant now) {
        return new RetentionOfferMade(
                tenantId,
                accountId,
                caseNumber,
                number,
                RetentionOfferKind.PLAN,
                subscriptionId,
                planId,
                null,
                null,
                expiry(now, Instant.MAX),
                policyVersion);
    }

    RetentionOfferMade pauseOffer(
            int number, SubscriptionId subscriptionId, CancellationReason cancellation, Instant now, Instant endsAt) {
        return new RetentionOfferMade(
                tenantId,
                accountId,
                caseNumber,
                number,
                RetentionOfferKind.PAUSE,
                subscriptionId,
                null,
                play.pauseDays(),
                cancellation,
                expiry(now, endsAt),
                policyVersion);
    }

    /** An offer ends with its time, with what it is about, and with the case. */
    private Instant expiry(Instant now, Instant endsAt) {
        Instant answered = now.plus(Duration.ofDays(play.answerDays()));
        Instant end = endsAt.isBefore(dueAt(90)) ? endsAt : dueAt(90);
        return answered.isBefore(end) ? answered : end;
    }

    RetentionOutcomeMeasured outcome(int day, boolean retained, List<RecurringAmount> now) {
        Integer next = after(day);
        return new RetentionOutcomeMeasured(
                tenantId,
                accountId,
                caseNumber,
                day,
                retained,
                now,
                group,
                propensity,
                band,
                modelVersion,
                policyVersion,
                dueAt(day),
                next,
                next == null ? null : dueAt(next));
    }

    static @Nullable Integer after(int day) {
        return OUTCOME_DAYS.stream().filter(later -> later > day).findFirst().orElse(null);
    }

    RetentionCaseClosed closed() {
        return new RetentionCaseClosed(tenantId, accountId, caseNumber, group, policyVersion);
    }

    MetaData decided() {
        return MetaData.with(MetadataKey.POLICY_VERSION, policyVersion)
                .and(MetadataKey.MODEL_VERSION, modelVersion)
                .and(MetadataKey.PROPENSITY, Double.toString(propensity));
    }
}
