package dev.cauce.query.invoice.web;

import dev.cauce.contracts.invoice.CreditNoteView;
import dev.cauce.contracts.invoice.InvoiceLineView;
import dev.cauce.contracts.invoice.InvoiceView;
import dev.cauce.rest.model.AgedReceivables;
import dev.cauce.rest.model.ChargeReason;
import dev.cauce.rest.model.CreditNote;
import dev.cauce.rest.model.CreditNoteKind;
import dev.cauce.rest.model.Invoice;
import dev.cauce.rest.model.InvoiceLine;
import dev.cauce.rest.model.InvoiceLineKind;
import dev.cauce.rest.model.InvoiceStatus;

/** Invoices as the contract has them. */
final class InvoiceJson {

    private InvoiceJson() {}

    static Invoice from(InvoiceView view) {
        return new Invoice(
                        view.invoiceId(),
                        view.accountId(),
                        view.subscriptionId(),
                        ChargeReason.fromValue(view.reason()),
                        InvoiceStatus.fromValue(view.status()),
                        view.currency(),
                        view.lines().stream().map(InvoiceJson::line).toList(),
                        view.subtotalMinor(),
                        view.taxMinor(),
                        view.totalMinor(),
                        view.dueMinor(),
                        view.creditedMinor(),
                        view.creditNotes().stream().map(InvoiceJson::creditNote).toList(),
                        view.draftedAt(),
                        view.version())
                .number(view.number())
                .finalisedAt(view.finalisedAt())
                .dueAt(view.dueAt())
                .paidAt(view.paidAt())
                .voidedAt(view.voidedAt())
                .uncollectibleAt(view.uncollectibleAt());
    }

    private static InvoiceLine line(InvoiceLineView line) {
        return new InvoiceLine(
                line.lineId(),
                InvoiceLineKind.fromValue(line.kind()),
                line.planId(),
                line.quantity(),
                line.unitAmountMinor(),
                line.from(),
                line.to(),
                line.amountMinor(),
                line.taxRatePpm(),
                line.taxMinor());
    }

    private static CreditNote creditNote(CreditNoteView note) {
        return new CreditNote(
                note.creditNoteId(),
                note.number(),
                CreditNoteKind.fromValue(note.kind()),
                note.code(),
                note.subtotalMinor(),
                note.taxMinor(),
                note.totalMinor(),
                note.issuedAt());
    }

    static AgedReceivables aged(dev.cauce.contracts.invoice.AgedReceivables aged) {
        return new AgedReceivables(
                aged.currency(),
                aged.notDueMinor(),
                aged.upTo30DaysMinor(),
                aged.upTo60DaysMinor(),
                aged.upTo90DaysMinor(),
                aged.over90DaysMinor(),
                aged.totalMinor());
    }
}
