package dev.cauce.command.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceEvent;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentCredited;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoiceStatus;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.InvoiceWriteOffReversed;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What other aggregates need to know of an invoice; amounts in minor units of its currency.
 *
 * @param dueMinor what is left to pay; of a draft, which nobody owes yet, 0
 */
public record InvoiceStanding(
        AccountId accountId,
        SubscriptionId subscriptionId,
        ChargeReason reason,
        InvoiceStatus status,
        String currency,
        long totalMinor,
        long dueMinor) {

    /** Whether there is still something that may be asked for: open, and not written off. */
    public boolean isReceivable() {
        return status == InvoiceStatus.OPEN && dueMinor > 0;
    }

    private InvoiceStanding with(InvoiceStatus changed, long due) {
        return new InvoiceStanding(accountId, subscriptionId, reason, changed, currency, totalMinor, due);
    }

    static InvoiceStanding after(@Nullable InvoiceStanding before, Object payload) {
        if (payload instanceof Invoice snapshot) {
            return snapshot.standing();
        }
        if (payload instanceof InvoiceDrafted event) {
            return new InvoiceStanding(
                    event.accountId(),
                    event.subscriptionId(),
                    event.reason(),
                    InvoiceStatus.DRAFT,
                    event.currency(),
                    event.totalMinor(),
                    0);
        }
        InvoiceStanding known = Objects.requireNonNull(before, "an invoice begins with its draft");
        return switch ((InvoiceEvent) payload) {
            case InvoiceDrafted _ -> known;
            case InvoiceFinalised event -> known.with(InvoiceStatus.OPEN, event.dueMinor());
            case InvoicePaymentRecorded event -> known.with(known.status(), event.dueMinor());
            case CreditNoteIssued event -> known.with(known.status(), event.dueMinor());
            case InvoicePaid _ -> known.with(InvoiceStatus.PAID, 0);
            case InvoiceVoided _ -> known.with(InvoiceStatus.VOID, 0);
            case InvoiceMarkedUncollectible _ -> known.with(InvoiceStatus.UNCOLLECTIBLE, known.dueMinor());
            case InvoicePaymentCredited _, InvoiceWriteOffReversed _ -> known;
        };
    }
}
