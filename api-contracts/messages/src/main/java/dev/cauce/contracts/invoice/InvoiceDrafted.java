package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.List;
import org.axonframework.serialization.Revision;

/** An invoice was drafted; amounts in minor units of its currency. */
@Revision("1")
public record InvoiceDrafted(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        ChargeReason reason,
        String currency,
        List<InvoiceLine> lines,
        long subtotalMinor,
        long taxMinor,
        long totalMinor)
        implements InvoiceEvent {}
