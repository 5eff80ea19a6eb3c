package dev.cauce.contracts.dunning;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The grace is over: the service is to be restricted. */
@Revision("1")
public record AccessRestrictionRequested(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        int step,
        @Nullable Integer nextStep,
        @Nullable Instant nextStepAt,
        String policyVersion)
        implements DunningEvent {}
