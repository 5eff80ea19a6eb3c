package dev.cauce.sagas.dunning;

import dev.cauce.sagas.payment.TenantAssociation;

/** Associates by tenant and invoice. */
public final class InvoiceAssociation extends TenantAssociation {

    public InvoiceAssociation() {
        super("invoiceId");
    }
}
