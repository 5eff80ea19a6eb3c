package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** Another subscription of the account counts for the outcomes of the case. */
@Revision("1")
public record SubscriptionWatched(TenantId tenantId, AccountId accountId, int caseNumber, SubscriptionId subscriptionId)
        implements RetentionEvent {}
