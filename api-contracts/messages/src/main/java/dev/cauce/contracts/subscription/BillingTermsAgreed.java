package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * From now on Cauce bills the subscription, on these terms, counting days in the time zone.
 *
 * @param status {@code TRIALING}, or {@code INCOMPLETE} where the first payment comes next
 * @param trialEndsAt the end of the trial, where it is one
 */
@Revision("1")
public record BillingTermsAgreed(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        SubscriptionTerms terms,
        String timeZone,
        SubscriptionStatus status,
        @Nullable Instant trialEndsAt)
        implements SubscriptionEvent {}
