package dev.cauce.command.invoice;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The invoices as other aggregates see them: as fresh as the event store, and without their lock. */
public final class Invoices {

    private final StreamFold<InvoiceStanding> standings;

    public Invoices(EventStore events) {
        this.standings = new StreamFold<>(events, InvoiceStanding::after);
    }

    /** How the invoice stands, where there is one. */
    public Optional<InvoiceStanding> find(TenantId tenantId, InvoiceId invoiceId) {
        return standings.current(StreamId.of("invoice", tenantId, invoiceId));
    }

    /**
     * How the invoice stands.
     *
     * @throws Rejected with {@code INVOICE_NOT_FOUND}
     */
    public InvoiceStanding require(TenantId tenantId, InvoiceId invoiceId) {
        return find(tenantId, invoiceId)
                .orElseThrow(() -> new Rejected(ErrorCode.INVOICE_NOT_FOUND, "There is no invoice of this id."));
    }
}
