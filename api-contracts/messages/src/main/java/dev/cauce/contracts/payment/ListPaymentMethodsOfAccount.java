package dev.cauce.contracts.payment;

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

/** The payment methods of an account, the oldest first. */
@RequiresPermission(Permission.BILLING_READ)
@ForCustomers(Reach.NAMED_ACCOUNT)
@ReadsFrom("payment-methods")
public record ListPaymentMethodsOfAccount(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid AccountId accountId)
        implements PaymentQuery, Query<PaymentMethodList>, OfAccount {
    @Override
    public Class<PaymentMethodList> resultType() {
        return PaymentMethodList.class;
    }
}
