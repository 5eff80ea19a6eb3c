package dev.cauce.contracts.dunning;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The versions of the policy, by the time from which they hold. */
@RequiresPermission(Permission.BILLING_READ)
@ReadsFrom("dunning-policies")
public record ListDunningPolicies(@NotNull @Valid TenantId tenantId) implements DunningQuery, Query<DunningPolicyList> {
    @Override
    public Class<DunningPolicyList> resultType() {
        return DunningPolicyList.class;
    }
}
