package dev.cauce.query.retention;

import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.retention.ChurnThresholds;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.RetentionPolicyView;
import dev.cauce.contracts.retention.RetentionTerms;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** A version of the policy as {@link RetentionCasesProjection} keeps it. */
record RetentionPolicyDocument(
        @Id String id,
        String policyVersion,
        double medium,
        double high,
        double critical,
        List<Play> plays,
        int coolDownDays,
        double holdoutShare,
        Instant effectiveFrom,
        boolean approved,
        @Nullable Instant inEffectSince) {

    record Play(
            ChurnBand band,
            Set<RetentionAct> acts,
            @Nullable String offerPlanId,
            int answerDays,
            int pauseDays) {

        RetentionPlay view() {
            return new RetentionPlay(
                    band, acts, offerPlanId == null ? null : new PlanId(offerPlanId), answerDays, pauseDays);
        }
    }

    RetentionPolicyView view() {
        return new RetentionPolicyView(
                policyVersion,
                new RetentionTerms(
                        new ChurnThresholds(medium, high, critical),
                        plays.stream().map(Play::view).toList(),
                        coolDownDays,
                        holdoutShare),
                effectiveFrom,
                approved,
                inEffectSince);
    }
}
