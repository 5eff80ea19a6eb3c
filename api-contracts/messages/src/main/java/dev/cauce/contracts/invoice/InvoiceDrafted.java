package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * An invoice was drafted; amounts in minor units of its currency.
 *
 * @param taxes the tax of each line, in the order of the lines; their sum is {@code taxMinor}
 */
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
        long totalMinor,
        List<LineTax> taxes)
        implements InvoiceEvent {

    /** A draft without tax. */
    public InvoiceDrafted(
            TenantId tenantId,
            InvoiceId invoiceId,
            AccountId accountId,
            SubscriptionId subscriptionId,
            ChargeReason reason,
            String currency,
            List<InvoiceLine> lines,
            long subtotalMinor,
            long taxMinor,
            long totalMinor) {
        this(
                tenantId,
                invoiceId,
                accountId,
                subscriptionId,
                reason,
                currency,
                lines,
                subtotalMinor,
                taxMinor,
                totalMinor,
                List.of());
    }
}
