package dev.cauce.contracts.retention;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case: who was at risk and why, what was done, and what came of it. */
public record RetentionCaseView(
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
        List<RetentionOfferView> offers,
        List<RetentionOutcomeView> outcomes,
        Instant openedAt,
        @Nullable Instant nextOutcomeAt,
        @Nullable Instant closedAt,
        long version) {}
