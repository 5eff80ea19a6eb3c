package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * The risk of an account came into another band, by the thresholds of the policy. {@code subscriptionIds} are those
 * that lived, at most 100 of them; {@code reasons} are the strongest first, whatever their sign.
 */
@Revision("1")
public record ChurnScoreRecorded(
        TenantId tenantId,
        AccountId accountId,
        long recordNumber,
        ChurnBand previousBand,
        ChurnBand band,
        double score,
        List<ChurnReason> reasons,
        String modelVersion,
        String featureHash,
        Instant asOf,
        List<SubscriptionId> subscriptionIds,
        String policyVersion)
        implements ChurnScoreEvent {}
