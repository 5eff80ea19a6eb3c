package dev.cauce.contracts.dunning;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The customer is to be told. */
@Revision("1")
public record DunningMessageRequested(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        int message,
        String mailId,
        DeclineKind kind,
        String currency,
        long dueMinor,
        int step,
        @Nullable Integer nextStep,
        @Nullable Instant nextStepAt,
        String policyVersion)
        implements DunningEvent {}
