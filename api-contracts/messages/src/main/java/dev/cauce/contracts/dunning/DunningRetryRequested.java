package dev.cauce.contracts.dunning;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What is due is to be asked for again, by a payment of its own. */
@Revision("1")
public record DunningRetryRequested(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        int retry,
        PaymentId paymentId,
        String currency,
        long amountMinor,
        @Nullable PaymentMethodId newMethod,
        double propensity,
        String policyVersion)
        implements DunningEvent {}
