package dev.cauce.command.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceEvent;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentCredited;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.InvoiceWriteOffReversed;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plain ledger in double entry, kept from the events alone: a debit is positive, a credit negative. Accounts are
 * named by what they are and whom they are of.
 */
final class PlainLedger {

    private final Map<String, Long> balances = new TreeMap<>();

    /** Posts an event; its debits and credits are equal, or the test has failed. */
    void post(InvoiceEvent event) {
        Entry entry = new Entry();
        switch (event) {
            case InvoiceDrafted _, InvoicePaid _ -> {}
            case InvoiceFinalised it -> {
                entry.debit("receivable/" + it.invoiceId(), it.totalMinor());
                entry.credit("revenue", it.totalMinor() - it.taxMinor());
                entry.credit("tax", it.taxMinor());
                entry.debit("credit/" + it.accountId(), it.totalMinor() - it.dueMinor());
                entry.credit("receivable/" + it.invoiceId(), it.totalMinor() - it.dueMinor());
            }
            case InvoicePaymentRecorded it -> {
                entry.debit("cash", it.amountMinor());
                entry.credit("receivable/" + it.invoiceId(), it.amountMinor());
            }
            case InvoicePaymentCredited it -> {
                entry.debit("cash", it.amountMinor());
                entry.credit("credit/" + it.accountId(), it.amountMinor());
            }
            case InvoiceVoided it -> {
                entry.debit("revenue", it.receivableMinor() - it.taxMinor());
                entry.debit("tax", it.taxMinor());
                entry.credit("receivable/" + it.invoiceId(), it.receivableMinor() - it.creditReturnedMinor());
                entry.credit("credit/" + it.accountId(), it.creditReturnedMinor());
            }
            case InvoiceMarkedUncollectible it -> {
                entry.debit("bad debt", it.writtenOffMinor());
                entry.credit("receivable/" + it.invoiceId(), it.writtenOffMinor());
            }
            case InvoiceWriteOffReversed it -> {
                entry.debit("receivable/" + it.invoiceId(), it.amountMinor());
                entry.credit("bad debt", it.amountMinor());
            }
            case CreditNoteIssued it -> {
                entry.debit("revenue", it.subtotalMinor());
                entry.debit("tax", it.taxMinor());
                entry.credit(
                        switch (it.kind()) {
                            case OFFSET -> "receivable/" + it.invoiceId();
                            case CREDIT -> "credit/" + it.accountId();
                            case REFUND -> "refunds owed";
                        },
                        it.totalMinor());
            }
        }
        entry.close(event);
    }

    long balance(String account) {
        return balances.getOrDefault(account, 0L);
    }

    Map<String, Long> balances() {
        return balances;
    }

    private final class Entry {

        private long debits;
        private long credits;

        void debit(String account, long amount) {
            debits += amount;
            balances.merge(account, amount, Long::sum);
        }

        void credit(String account, long amount) {
            credits += amount;
            balances.merge(account, -amount, Long::sum);
        }

        void close(InvoiceEvent event) {
            assertThat(debits).as("debits and credits of %s", event).isEqualTo(credits);
        }
    }
}
