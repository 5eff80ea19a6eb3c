package dev.cauce.query.dunning;

import dev.cauce.contracts.dunning.DunningCaseView;
import dev.cauce.contracts.dunning.DunningDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** A dunning case as {@link DunningCasesProjection} keeps it. */
record DunningCaseDocument(
        @Id String id,
        String invoiceId,
        String accountId,
        String subscriptionId,
        String currency,
        long dueMinor,
        String status,
        @Nullable String outcome,
        String kind,
        String declineCode,
        int retries,
        @Nullable Instant nextRetryAt,
        int messages,
        boolean restricted,
        boolean suspended,
        @Nullable Instant nextStepAt,
        String policyVersion,
        Instant openedAt,
        Instant windowEndsAt,
        @Nullable Instant closedAt,
        Map<String, Long> seen) {

    record Decision(
            @Id String id,
            long number,
            String what,
            String why,
            @Nullable String policyVersion,
            @Nullable Double propensity,
            Instant decidedAt) {

        DunningDecision view() {
            return new DunningDecision((int) number, what, why, policyVersion, propensity, decidedAt);
        }
    }

    DunningCaseView view(@Nullable List<DunningDecision> decisions) {
        return new DunningCaseView(
                invoiceId,
                accountId,
                subscriptionId,
                currency,
                dueMinor,
                status,
                outcome,
                kind,
                declineCode,
                retries,
                nextRetryAt,
                messages,
                restricted,
                suspended,
                nextStepAt,
                policyVersion,
                openedAt,
                windowEndsAt,
                closedAt,
                decisions,
                seen.getOrDefault(DunningCasesProjection.DUNNING, 0L));
    }
}
