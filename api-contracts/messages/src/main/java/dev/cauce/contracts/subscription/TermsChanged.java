package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The subscription is on other terms since {@code changedAt}; a change that was scheduled is done or void.
 *
 * @param cycle where it stands in its billing after it; nothing in a trial
 * @param unbilled all that the next charge is made of, besides the period
 */
@Revision("1")
public record TermsChanged(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        PlanId previousPlanId,
        SubscriptionTerms terms,
        ProrationMode proration,
        Instant changedAt,
        @Nullable BillingCycle cycle,
        List<InvoiceLine> unbilled)
        implements SubscriptionEvent {}
