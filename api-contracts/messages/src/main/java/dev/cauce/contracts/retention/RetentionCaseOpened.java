package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * An account at risk is treated by the play of its band, or only watched: {@code propensity} is the probability of the
 * group that it is in. The terms are those of the case for ever.
 */
@Revision("1")
public record RetentionCaseOpened(
        TenantId tenantId,
        AccountId accountId,
        int caseNumber,
        long recordNumber,
        ChurnBand previousBand,
        ChurnBand band,
        double score,
        List<ChurnReason> reasons,
        String modelVersion,
        String featureHash,
        RetentionGroup group,
        double propensity,
        List<SubscriptionId> subscriptionIds,
        List<RecurringAmount> recurring,
        String policyVersion,
        RetentionPlay play,
        Instant openedAt,
        Instant coolsDownAt,
        int nextDay,
        Instant nextOutcomeAt)
        implements RetentionEvent {}
