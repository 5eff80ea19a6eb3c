package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * A credit note was issued for an invoice; its number is gapless within its tenant and year.
 *
 * @param refunds by which payments the money goes back; empty unless the kind is {@code REFUND}
 * @param dueMinor what is due on the invoice now
 * @param creditedMinor the total of all credit notes of the invoice now
 */
@Revision("1")
public record CreditNoteIssued(
        TenantId tenantId,
        InvoiceId invoiceId,
        CreditNoteId creditNoteId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        String number,
        CreditNoteKind kind,
        String code,
        String currency,
        List<CreditedLine> lines,
        long subtotalMinor,
        long taxMinor,
        long totalMinor,
        List<RefundShare> refunds,
        long dueMinor,
        long creditedMinor,
        Instant issuedAt)
        implements InvoiceEvent {}
