package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * The invoice has its number, gapless within its tenant and year, and is receivable.
 *
 * @param taxMinor what of the total is tax
 * @param dueMinor what is left to pay; the rest of the total was taken from the account's credit in the same append
 */
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
        Instant dueAt,
        long taxMinor,
        long dueMinor)
        implements InvoiceEvent {

    /** An invoice without tax, of which nothing was taken from the account's credit. */
    public InvoiceFinalised(
            TenantId tenantId,
            InvoiceId invoiceId,
            AccountId accountId,
            SubscriptionId subscriptionId,
            ChargeReason reason,
            String number,
            String currency,
            long totalMinor,
            Instant finalisedAt,
            Instant dueAt) {
        this(
                tenantId,
                invoiceId,
                accountId,
                subscriptionId,
                reason,
                number,
                currency,
                totalMinor,
                finalisedAt,
                dueAt,
                0,
                totalMinor);
    }
}
