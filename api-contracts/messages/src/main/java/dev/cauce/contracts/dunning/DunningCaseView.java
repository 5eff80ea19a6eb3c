package dev.cauce.contracts.dunning;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dunning case; {@code decisions} only where one case is asked for. */
public record DunningCaseView(
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
        @Nullable List<DunningDecision> decisions,
        long version) {}
