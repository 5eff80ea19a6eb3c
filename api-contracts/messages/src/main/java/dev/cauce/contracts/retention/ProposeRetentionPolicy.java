package dev.cauce.contracts.retention;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;

/** Proposes terms under a version of their own; they hold from a time on, once another person has approved them. */
@RequiresPermission(Permission.RETENTION_WRITE)
public record ProposeRetentionPolicy(
        @NotNull @Valid TenantId tenantId,
        @NotBlank @Pattern(regexp = StreamId.PART) String policyVersion,
        @NotNull @Valid RetentionTerms terms,
        @NotNull Instant effectiveFrom)
        implements RetentionPolicyCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("retention-policy", tenantId, "current");
    }
}
