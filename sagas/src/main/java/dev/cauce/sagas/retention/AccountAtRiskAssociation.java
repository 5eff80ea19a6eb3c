package dev.cauce.sagas.retention;

import dev.cauce.sagas.payment.TenantAssociation;

/** Associates by tenant and account. */
public final class AccountAtRiskAssociation extends TenantAssociation {

    public AccountAtRiskAssociation() {
        super("accountId");
    }
}
