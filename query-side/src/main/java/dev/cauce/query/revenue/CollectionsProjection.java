package dev.cauce.query.revenue;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.InvoiceWriteOffReversed;
import dev.cauce.contracts.invoice.InvoicingTermsSet;
import dev.cauce.contracts.payment.DisputeClosed;
import dev.cauce.contracts.payment.PaymentDisputed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentRefunded;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.revenue.CollectionDocument.Kind;
import java.time.Instant;
import java.util.Date;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.bson.Document;

/**
 * Answers: what was owed, since when, what became of what failed, and by which events? It keeps a document an invoice
 * with what each event said of what is due, beside {@link RevenueProjection} in its processing group.
 */
@ProcessingGroup(RevenueProjection.NAME)
public final class CollectionsProjection {

    /** The collection of invoices. */
    public static final String NAME = "revenue-collections";

    /** The collection of the tenants' time zones. */
    public static final String ZONES = "revenue-zones";

    private static final String INVOICE = "invoice";
    private static final String DUNNING = "dunning";

    /** Until when an invoice is owed that nobody has settled; later than any time that is asked for. */
    private static final Instant OPEN_END = Instant.parse("9999-12-31T00:00:00Z");

    private final Views views;
    private final boolean isVersion2;

    public CollectionsProjection(Views views) {
        this(views, false);
    }

    private CollectionsProjection(Views views, boolean isVersion2) {
        this.views = views;
        this.isVersion2 = isVersion2;
    }

    /**
     * As it was in version 2 of its group: without the fields by which questions leave documents out, and what went
     * back.
     */
    public static CollectionsProjection ofVersion2(Views views) {
        return new CollectionsProjection(views, true);
    }

    /** A time that somebody asked for as the view can compare it: whatever it is, {@link #OPEN_END} is after it. */
    static Date asked(Instant time) {
        Instant last = OPEN_END.minusMillis(1);
        if (time.isBefore(Instant.EPOCH)) {
            return Date.from(Instant.EPOCH);
        }
        return Date.from(time.isAfter(last) ? last : time);
    }

    @EventHandler
    void on(InvoiceFinalised event, EventMessage<?> message, @SequenceNumber long sequence) {
        Document fact = fact(Kind.FINALISED, message, event.finalisedAt())
                .append("dueMinor", event.dueMinor())
                .append("dueAt", Date.from(event.dueAt()));
        ViewChange change = change(event.tenantId(), event.invoiceId(), INVOICE, sequence, fact)
                .set("accountId", event.accountId().value())
                .set("subscriptionId", event.subscriptionId().value())
                .set("currency", event.currency());
        if (!isVersion2) {
            change.set("finalisedAt", Date.from(event.finalisedAt())).set("owedUntil", Date.from(OPEN_END));
        }
    }

    @EventHandler
    void on(InvoicePaymentRecorded event, EventMessage<?> message, @SequenceNumber long sequence) {
        Document fact = fact(Kind.PAYMENT, message, message.getTimestamp()).append("dueMinor", event.dueMinor());
        if (!isVersion2) {
            fact.append("paymentId", event.paymentId().value());
        }
        change(event.tenantId(), event.invoiceId(), INVOICE, sequence, fact);
    }

    /** A credit of what was paid already leaves what is due as it is. */
    @EventHandler
    void on(CreditNoteIssued event, EventMessage<?> message, @SequenceNumber long sequence) {
        Document fact = fact(Kind.CREDIT, message, event.issuedAt()).append("dueMinor", event.dueMinor());
        change(event.tenantId(), event.invoiceId(), INVOICE, sequence, fact);
    }

    @EventHandler
    void on(InvoiceVoided event, EventMessage<?> message, @SequenceNumber long sequence) {
        Document fact = fact(Kind.VOIDED, message, event.voidedAt()).append("dueMinor", 0L);
        settled(change(event.tenantId(), event.invoiceId(), INVOICE, sequence, fact), event.voidedAt(), message);
    }

    @EventHandler
    void on(InvoiceMarkedUncollectible event, EventMessage<?> message, @SequenceNumber long sequence) {
        Document fact =
                fact(Kind.WRITE_OFF, message, event.markedAt()).append("writtenOffMinor", event.writtenOffMinor());
        change(event.tenantId(), event.invoiceId(), INVOICE, sequence, fact);
    }

    @EventHandler
    void on(InvoiceWriteOffReversed event, EventMessage<?> message, @SequenceNumber long sequence) {
        Document fact = fact(Kind.WRITE_OFF, message, message.getTimestamp())
                .append("writtenOffMinor", event.writtenOffMinor());
        change(event.tenantId(), event.invoiceId(), INVOICE, sequence, fact);
    }

    @EventHandler
    void on(InvoicePaid event, EventMessage<?> message, @SequenceNumber long sequence) {
        Document fact = fact(Kind.SETTLED, message, event.paidAt());
        settled(change(event.tenantId(), event.invoiceId(), INVOICE, sequence, fact), event.paidAt(), message);
    }

    /** Nothing is due from here on; before both times it may not have been known. */
    private void settled(ViewChange change, Instant at, EventMessage<?> message) {
        if (!isVersion2) {
            Instant recordedAt = message.getTimestamp();
            change.set("owedUntil", Date.from(at.isAfter(recordedAt) ? at : recordedAt));
        }
    }

    /** The first payment that failed, and what was due then. */
    @EventHandler
    void on(DunningCaseOpened event, EventMessage<?> message, @SequenceNumber long sequence) {
        Document fact = fact(Kind.DUNNING, message, event.openedAt())
                .append("dueMinor", event.dueMinor())
                .append("policyVersion", event.policyVersion());
        ViewChange change = change(event.tenantId(), event.invoiceId(), DUNNING, sequence, fact);
        if (!isVersion2) {
            change.set("dunned", true);
        }
    }

    /** What the invoice never asked for was not recovered, and its return takes nothing back. */
    @EventHandler
    void on(PaymentRefunded event, EventMessage<?> message, @SequenceNumber long sequence) {
        if (!event.surplus()) {
            Document fact = fact(Kind.REFUND, message, event.refundedAt()).append("amountMinor", event.amountMinor());
            went(event.tenantId(), event.invoiceId(), event.paymentId(), sequence, fact);
        }
    }

    @EventHandler
    void on(PaymentDisputed event, EventMessage<?> message, @SequenceNumber long sequence) {
        Document fact = fact(Kind.DISPUTE, message, event.disputedAt())
                .append("disputeId", event.disputeId())
                .append("amountMinor", event.amountMinor());
        went(event.tenantId(), event.invoiceId(), event.paymentId(), sequence, fact);
    }

    @EventHandler
    void on(DisputeClosed event, EventMessage<?> message, @SequenceNumber long sequence) {
        if (!event.won()) {
            Document fact = fact(Kind.DISPUTE_LOST, message, event.closedAt()).append("disputeId", event.disputeId());
            went(event.tenantId(), event.invoiceId(), event.paymentId(), sequence, fact);
        }
    }

    /** Several payments feed the document: it keeps what it has seen of each. */
    private void went(TenantId tenantId, InvoiceId invoiceId, PaymentId paymentId, long sequence, Document fact) {
        if (!isVersion2) {
            String key = ViewChange.path(paymentId.value());
            views.change(NAME, documentId(tenantId, invoiceId), "payment/" + paymentId, sequence)
                    .set("tenantId", tenantId.value())
                    .set("invoiceId", invoiceId.value())
                    .set("payments." + key + "." + sequence, fact.append("paymentId", paymentId.value()));
        }
    }

    @EventHandler
    void on(InvoicingTermsSet event, EventMessage<?> message, @SequenceNumber long sequence) {
        views.change(ZONES, documentId(event.tenantId(), ZONES), ZONES, sequence)
                .set("tenantId", event.tenantId().value())
                .set(
                        "zones." + sequence,
                        new Document("timeZone", event.timeZone()).append("at", Date.from(message.getTimestamp())));
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
        views.clear(ZONES);
    }

    private ViewChange change(TenantId tenantId, InvoiceId invoiceId, String stream, long sequence, Document fact) {
        return views.change(NAME, documentId(tenantId, invoiceId), stream, sequence)
                .set("tenantId", tenantId.value())
                .set("invoiceId", invoiceId.value())
                .set(stream + "." + sequence, fact);
    }

    private static Document fact(Kind kind, EventMessage<?> message, Instant at) {
        return new Document("eventId", message.getIdentifier())
                .append("type", message.getPayloadType().getSimpleName())
                .append("kind", kind.name())
                .append("at", Date.from(at))
                .append("recordedAt", Date.from(message.getTimestamp()));
    }
}
