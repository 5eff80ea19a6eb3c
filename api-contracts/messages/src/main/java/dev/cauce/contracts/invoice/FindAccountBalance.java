package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.OfAccount;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** What an account has in credit and what it owes, by age. */
@RequiresPermission(Permission.BILLING_READ)
@ForCustomers(Reach.NAMED_ACCOUNT)
@ReadsFrom("invoices")
public record FindAccountBalance(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid AccountId accountId)
        implements InvoiceQuery, Query<AccountBalanceView>, OfAccount {
    @Override
    public Class<AccountBalanceView> resultType() {
        return AccountBalanceView.class;
    }
}
