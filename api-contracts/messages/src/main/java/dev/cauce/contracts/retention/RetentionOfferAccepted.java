package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The customer took the offer; it is to be carried out. */
@Revision("1")
public record RetentionOfferAccepted(
        TenantId tenantId,
        AccountId accountId,
        int caseNumber,
        int offer,
        RetentionOfferKind kind,
        SubscriptionId subscriptionId,
        @Nullable PlanId planId,
        @Nullable Instant resumeAt,
        @Nullable CancellationReason cancellation)
        implements RetentionEvent {}
