package dev.cauce.command.dunning;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Invoices as dunning sees them, as fresh as the event store: they are looked at before each act. */
public final class InvoiceDebts {

    private final StreamFold<InvoiceDebt> debts;

    public InvoiceDebts(EventStore events) {
        this.debts = new StreamFold<>(
                events, (before, payload) -> (before == null ? InvoiceDebt.NONE : before).after(payload));
    }

    /** What is due; nothing where there is no such invoice, or it is a draft. */
    public InvoiceDebt of(TenantId tenantId, InvoiceId invoiceId) {
        return debts.current(StreamId.of("invoice", tenantId, invoiceId)).orElse(InvoiceDebt.NONE);
    }
}
