package dev.cauce.sagas.payment;

/** Associates by tenant and payment. */
public final class PaymentAssociation extends TenantAssociation {

    public PaymentAssociation() {
        super("paymentId");
    }
}
