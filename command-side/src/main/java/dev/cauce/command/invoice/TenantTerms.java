package dev.cauce.command.invoice;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The terms by which each tenant invoices now. */
public final class TenantTerms {

    private final StreamFold<InvoicingTerms> terms;

    public TenantTerms(EventStore events) {
        this.terms = new StreamFold<>(events, InvoicingTerms::after);
    }

    /** The tenant's terms, or the default ones. */
    public InvoicingTerms of(TenantId tenantId) {
        return terms.current(StreamId.of("invoicing", tenantId, "terms")).orElse(InvoicingTerms.DEFAULT);
    }
}
