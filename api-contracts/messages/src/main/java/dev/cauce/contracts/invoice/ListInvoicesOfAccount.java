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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A page of the invoices of an account, the latest first. */
@RequiresPermission(Permission.BILLING_READ)
@ForCustomers(Reach.NAMED_ACCOUNT)
@ReadsFrom("invoices")
public record ListInvoicesOfAccount(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @Nullable InvoiceStatus status,
        @Nullable @Size(max = 2000) String cursor,
        @Min(1) @Max(100) int limit)
        implements InvoiceQuery, Query<InvoicePage>, OfAccount {
    @Override
    public Class<InvoicePage> resultType() {
        return InvoicePage.class;
    }
}
