package dev.cauce.command.dunning;

import dev.cauce.command.invoice.Invoices;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;

/** Invoices as dunning sees them, as fresh as the event store: they are looked at before each act. */
public final class InvoiceDebts {

    private final Invoices invoices;

    public InvoiceDebts(Invoices invoices) {
        this.invoices = invoices;
    }

    /** What may still be asked for; nothing where there is no such invoice, or it is a draft, void or written off. */
    public InvoiceDebt of(TenantId tenantId, InvoiceId invoiceId) {
        return invoices.find(tenantId, invoiceId)
                .map(invoice -> new InvoiceDebt(
                        invoice.reason(), invoice.currency(), invoice.isReceivable() ? invoice.dueMinor() : 0))
                .orElse(InvoiceDebt.NONE);
    }
}
