package dev.cauce.contracts.retention;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Approves terms that another person proposed. */
@RequiresPermission(Permission.RETENTION_WRITE)
public record ApproveRetentionPolicy(
        @NotNull @Valid TenantId tenantId,
        @NotBlank @Pattern(regexp = StreamId.PART) String policyVersion) implements RetentionPolicyCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("retention-policy", tenantId, "current");
    }
}
