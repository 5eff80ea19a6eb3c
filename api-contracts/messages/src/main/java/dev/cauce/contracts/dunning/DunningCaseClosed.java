package dev.cauce.contracts.dunning;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/**
 * The case ended; {@code openMinor} is what was still due. Where the service was taken away it is to be given back,
 * unless the subscription ends.
 */
@Revision("1")
public record DunningCaseClosed(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        DunningOutcome outcome,
        long openMinor,
        boolean serviceTaken,
        int retries,
        String policyVersion)
        implements DunningEvent {}
