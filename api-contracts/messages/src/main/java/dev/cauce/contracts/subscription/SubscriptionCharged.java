package dev.cauce.contracts.subscription;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * The subscription owes what the lines say; the billing process makes invoice {@code invoiceId} of it. The lines' sum
 * is never negative: a credit that is left over stays with the subscription and lowers the next charge.
 */
@Revision("1")
public record SubscriptionCharged(
        TenantId tenantId,
        SubscriptionId subscriptionId,
        AccountId accountId,
        InvoiceId invoiceId,
        ChargeReason reason,
        String currency,
        List<InvoiceLine> lines,
        Instant chargedAt)
        implements SubscriptionEvent {}
