package dev.cauce.contracts.dunning;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Approves a proposal of another person. Approving it again changes nothing. */
@RequiresPermission(Permission.BILLING_WRITE)
public record ApproveDunningPolicy(
        @NotNull @Valid TenantId tenantId,
        @NotBlank @Pattern(regexp = StreamId.PART) String policyVersion) implements DunningPolicyCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("dunning-policy", tenantId, "current");
    }
}
