package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What is due was written off; it stays due, and a payment that comes all the same is taken. */
@Revision("1")
public record InvoiceMarkedUncollectible(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        String currency,
        long writtenOffMinor,
        String code,
        Instant markedAt)
        implements InvoiceEvent {}
