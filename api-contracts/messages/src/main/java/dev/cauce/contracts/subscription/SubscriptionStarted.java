package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A subscription began and was active at once; the period is the one that holds now. */
@Revision("1")
public record SubscriptionStarted(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        PlanId planId,
        String currency,
        BillingInterval interval,
        long amountMinor,
        Instant startedAt,
        Instant periodStart,
        Instant periodEnd)
        implements SubscriptionEvent {}
