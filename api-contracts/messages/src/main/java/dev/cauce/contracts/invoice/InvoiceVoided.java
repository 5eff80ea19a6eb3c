package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The invoice does not hold any more; its number, where it had one, is kept. A draft that is voided was never
 * receivable.
 *
 * @param number absent where a draft was voided
 * @param receivableMinor the total that is receivable no more; 0 for a draft
 * @param taxMinor what of it is tax
 * @param creditReturnedMinor what the invoice had taken from the account's credit, given back in the same append
 */
@Revision("1")
public record InvoiceVoided(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        ChargeReason reason,
        @Nullable String number,
        String currency,
        long receivableMinor,
        long taxMinor,
        long creditReturnedMinor,
        String code,
        Instant voidedAt)
        implements InvoiceEvent {}
