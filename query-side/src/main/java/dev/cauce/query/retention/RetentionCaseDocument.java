package dev.cauce.query.retention;

import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.RecurringAmount;
import dev.cauce.contracts.retention.RetentionCaseView;
import dev.cauce.contracts.retention.RetentionOfferView;
import dev.cauce.contracts.retention.RetentionOutcomeView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** A case as {@link RetentionCasesProjection} keeps it; offers by their number, outcomes by their day. */
record RetentionCaseDocument(
        @Id String id,
        String accountId,
        int caseNumber,
        String group,
        double propensity,
        String band,
        String previousBand,
        double score,
        List<ChurnReason> reasons,
        String modelVersion,
        String featureHash,
        String policyVersion,
        List<RecurringAmount> recurring,
        int tasks,
        @Nullable Map<String, Offer> offers,
        @Nullable Map<String, Outcome> outcomes,
        Instant openedAt,
        @Nullable Instant nextOutcomeAt,
        @Nullable Instant closedAt,
        Map<String, Long> seen) {

    record Offer(
            String kind,
            String status,
            String subscriptionId,
            @Nullable String planId,
            @Nullable Integer pauseDays,
            Instant madeAt,
            Instant expiresAt,
            @Nullable Instant endedAt) {

        RetentionOfferView view(int number) {
            return new RetentionOfferView(
                    number, kind, status, subscriptionId, planId, pauseDays, madeAt, expiresAt, endedAt);
        }
    }

    record Outcome(boolean retained, List<RecurringAmount> recurring, Instant dueAt) {

        RetentionOutcomeView view(int day) {
            return new RetentionOutcomeView(day, retained, recurring, dueAt);
        }
    }

    RetentionCaseView view() {
        return new RetentionCaseView(
                accountId,
                caseNumber,
                group,
                propensity,
                band,
                previousBand,
                score,
                reasons,
                modelVersion,
                featureHash,
                policyVersion,
                recurring,
                tasks,
                (offers == null ? Map.<String, Offer>of() : offers)
                        .entrySet().stream()
                                .map(entry -> entry.getValue().view(Integer.parseInt(entry.getKey())))
                                .sorted(Comparator.comparingInt(RetentionOfferView::offer))
                                .toList(),
                (outcomes == null ? Map.<String, Outcome>of() : outcomes)
                        .entrySet().stream()
                                .map(entry -> entry.getValue().view(Integer.parseInt(entry.getKey())))
                                .sorted(Comparator.comparingInt(RetentionOutcomeView::day))
                                .toList(),
                openedAt,
                nextOutcomeAt,
                closedAt,
                seen.getOrDefault(RetentionCasesProjection.RETENTION, 0L));
    }
}
