package dev.cauce.ml.churn.features;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;

/** Is told, while an event is handled and after its fact was handed to the views, whose facts it changed. */
@FunctionalInterface
public interface AccountTouched {
    void touched(TenantId tenantId, AccountId accountId);
}
