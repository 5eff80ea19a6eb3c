package dev.cauce.contracts.account;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.OfAccount;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.personaldata.ReadsPersonalData;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The account, or nothing where the tenant has none of this id. */
@RequiresPermission(Permission.ACCOUNT_READ)
@ForCustomers(Reach.NAMED_ACCOUNT)
@ReadsFrom("accounts")
@ReadsPersonalData
public record FindAccountById(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid AccountId accountId)
        implements AccountQuery, Query<AccountView>, OfAccount {
    @Override
    public Class<AccountView> resultType() {
        return AccountView.class;
    }
}
