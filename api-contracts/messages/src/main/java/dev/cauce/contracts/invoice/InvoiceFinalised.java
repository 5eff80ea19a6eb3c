package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The invoice has its number, gapless within its tenant and year, and is receivable. */
@Revision("1")
public record InvoiceFinalised(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        ChargeReason reason,
        String number,
        String currency,
        long totalMinor,
        Instant finalisedAt,
        Instant dueAt)
        implements InvoiceEvent {}
