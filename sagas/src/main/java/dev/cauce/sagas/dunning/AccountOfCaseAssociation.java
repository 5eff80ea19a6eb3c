package dev.cauce.sagas.dunning;

import dev.cauce.sagas.payment.TenantAssociation;

/** Associates by tenant and account: every open case of an account. */
public final class AccountOfCaseAssociation extends TenantAssociation {

    public AccountOfCaseAssociation() {
        super("accountId");
    }
}
