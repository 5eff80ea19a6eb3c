package dev.cauce.sagas.payment;

/** Associates by tenant, account and payment method. */
public final class PaymentMethodAssociation extends TenantAssociation {

    public PaymentMethodAssociation() {
        super("accountId", "paymentMethodId");
    }
}
