package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Nothing of the invoice is due any more. */
@Revision("1")
public record InvoicePaid(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        ChargeReason reason,
        String currency,
        long totalMinor,
        Instant paidAt)
        implements InvoiceEvent {}
