package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Something is offered to the customer, and stands until it expires. */
@Revision("1")
public record RetentionOfferMade(
        TenantId tenantId,
        AccountId accountId,
        int caseNumber,
        int offer,
        RetentionOfferKind kind,
        SubscriptionId subscriptionId,
        @Nullable PlanId planId,
        @Nullable Integer pauseDays,
        @Nullable CancellationReason cancellation,
        Instant expiresAt,
        String policyVersion)
        implements RetentionEvent {}
