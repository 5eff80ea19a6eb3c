package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The terms are to change at the end of the period; it takes the place of an earlier change scheduled. */
@Revision("1")
public record ChangeScheduled(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        SubscriptionTerms terms,
        Instant effectiveAt)
        implements SubscriptionEvent {}
