package dev.cauce.query.invoice;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.invoice.AccountBalanceEvent;
import dev.cauce.contracts.invoice.AccountCreditGranted;
import dev.cauce.contracts.invoice.AccountCreditUsed;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceEvent;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentCredited;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoiceStatus;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.InvoiceWriteOffReversed;
import dev.cauce.contracts.invoice.InvoicingTermsSet;
import dev.cauce.contracts.invoice.LineTax;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.bson.Document;

/** Answers: what was invoiced, what is due and since when, what does an account have in credit, by which terms? */
@ProcessingGroup(InvoicesProjection.NAME)
public final class InvoicesProjection {

    /** The projection, its processing group and the collection of invoices. */
    public static final String NAME = "invoices";

    /** What accounts have in credit. */
    public static final String BALANCES = "account-balances";

    /** How tenants invoice. */
    public static final String TERMS = "invoicing-terms";

    static final String INVOICE = "invoice";

    private final Views views;

    public InvoicesProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(InvoiceDrafted event, @SequenceNumber long sequence, @Timestamp Instant at) {
        Map<String, LineTax> taxes =
                event.taxes().stream().collect(Collectors.toMap(LineTax::lineId, Function.identity()));
        change(event, event.invoiceId(), sequence)
                .set("tenantId", event.tenantId().value())
                .set("invoiceId", event.invoiceId().value())
                .set("accountId", event.accountId().value())
                .set("subscriptionId", event.subscriptionId().value())
                .set("reason", event.reason())
                .set("status", InvoiceStatus.DRAFT)
                .set("currency", event.currency())
                .set(
                        "lines",
                        event.lines().stream().map(line -> stored(line, taxes)).toList())
                .set("subtotalMinor", event.subtotalMinor())
                .set("taxMinor", event.taxMinor())
                .set("totalMinor", event.totalMinor())
                .set("dueMinor", 0L)
                .set("creditedMinor", 0L)
                .set("draftedAt", at);
    }

    private static Document stored(InvoiceLine line, Map<String, LineTax> taxes) {
        LineTax tax = taxes.getOrDefault(line.lineId(), new LineTax(line.lineId(), 0, 0));
        return new Document("lineId", line.lineId())
                .append("kind", line.kind().name())
                .append("planId", line.planId().value())
                .append("quantity", line.quantity())
                .append("unitAmountMinor", line.unitAmountMinor())
                .append("from", Date.from(line.from()))
                .append("to", Date.from(line.to()))
                .append("amountMinor", line.amountMinor())
                .append("taxRatePpm", tax.ratePpm())
                .append("taxMinor", tax.taxMinor());
    }

    @EventHandler
    void on(InvoiceFinalised event, @SequenceNumber long sequence) {
        change(event, event.invoiceId(), sequence)
                .set("status", InvoiceStatus.OPEN)
                .set("number", event.number())
                .set("dueMinor", event.dueMinor())
                .set("finalisedAt", event.finalisedAt())
                .set("dueAt", event.dueAt());
    }

    @EventHandler
    void on(InvoicePaymentRecorded event, @SequenceNumber long sequence) {
        change(event, event.invoiceId(), sequence).set("dueMinor", event.dueMinor());
    }

    /** What is due stays; the version is seen, or {@code If-Match} would never hold again. */
    @EventHandler
    void on(InvoicePaymentCredited event, @SequenceNumber long sequence) {
        change(event, event.invoiceId(), sequence);
    }

    /** As above: a write-off never lowered what is due. */
    @EventHandler
    void on(InvoiceWriteOffReversed event, @SequenceNumber long sequence) {
        change(event, event.invoiceId(), sequence);
    }

    @EventHandler
    void on(InvoicePaid event, @SequenceNumber long sequence) {
        change(event, event.invoiceId(), sequence)
                .set("status", InvoiceStatus.PAID)
                .set("paidAt", event.paidAt());
    }

    @EventHandler
    void on(InvoiceVoided event, @SequenceNumber long sequence) {
        change(event, event.invoiceId(), sequence)
                .set("status", InvoiceStatus.VOID)
                .set("dueMinor", 0L)
                .set("voidedAt", event.voidedAt());
    }

    @EventHandler
    void on(InvoiceMarkedUncollectible event, @SequenceNumber long sequence) {
        change(event, event.invoiceId(), sequence)
                .set("status", InvoiceStatus.UNCOLLECTIBLE)
                .set("uncollectibleAt", event.markedAt());
    }

    @EventHandler
    void on(CreditNoteIssued event, @SequenceNumber long sequence) {
        change(event, event.invoiceId(), sequence)
                .set("dueMinor", event.dueMinor())
                .set("creditedMinor", event.creditedMinor())
                .set(
                        "creditNotes." + ViewChange.path(event.creditNoteId().value()),
                        new Document("creditNoteId", event.creditNoteId().value())
                                .append("number", event.number())
                                .append("kind", event.kind().name())
                                .append("code", event.code())
                                .append("subtotalMinor", event.subtotalMinor())
                                .append("taxMinor", event.taxMinor())
                                .append("totalMinor", event.totalMinor())
                                .append("issuedAt", Date.from(event.issuedAt())));
    }

    @EventHandler
    void on(AccountCreditGranted event, @SequenceNumber long sequence) {
        balance(event, event.accountId().value(), event.currency(), event.balanceMinor(), sequence);
    }

    @EventHandler
    void on(AccountCreditUsed event, @SequenceNumber long sequence) {
        balance(event, event.accountId().value(), event.currency(), event.balanceMinor(), sequence);
    }

    private void balance(
            AccountBalanceEvent event, String accountId, String currency, long balanceMinor, long sequence) {
        views.change(BALANCES, documentId(event.tenantId(), accountId), "balance", sequence)
                .set("tenantId", event.tenantId().value())
                .set("accountId", accountId)
                .set("credits." + currency, balanceMinor);
    }

    @EventHandler
    void on(InvoicingTermsSet event, @SequenceNumber long sequence) {
        views.change(TERMS, documentId(event.tenantId(), "terms"), TERMS, sequence)
                .set("tenantId", event.tenantId().value())
                .set("timeZone", event.timeZone())
                .set("dueDays", event.dueDays())
                .set("taxRates", rates(event));
    }

    private static List<Document> rates(InvoicingTermsSet event) {
        return event.taxRates().stream()
                .map(rate -> new Document("country", rate.country()).append("ratePpm", rate.ratePpm()))
                .toList();
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
        views.clear(BALANCES);
        views.clear(TERMS);
    }

    private ViewChange change(InvoiceEvent event, InvoiceId invoiceId, long sequence) {
        return views.change(NAME, documentId(event.tenantId(), invoiceId), INVOICE, sequence);
    }
}
