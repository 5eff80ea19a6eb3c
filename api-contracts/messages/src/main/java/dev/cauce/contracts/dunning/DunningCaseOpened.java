package dev.cauce.contracts.dunning;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** An invoice could not be collected: its case began, under the terms of the policy of that day. */
@Revision("1")
public record DunningCaseOpened(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        String currency,
        long dueMinor,
        PaymentId paymentId,
        DeclineKind kind,
        String declineCode,
        String timeZone,
        String policyVersion,
        DunningTerms terms,
        Instant openedAt,
        Instant windowEndsAt,
        int nextStep,
        Instant nextStepAt)
        implements DunningEvent {}
