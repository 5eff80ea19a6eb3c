package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A trial began. */
@Revision("1")
public record TrialStarted(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        PlanId planId,
        String currency,
        BillingInterval interval,
        long amountMinor,
        Instant trialEndsAt)
        implements SubscriptionEvent {}
