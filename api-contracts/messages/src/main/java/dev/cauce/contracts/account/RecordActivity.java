package dev.cauce.contracts.account;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records use of the product; {@code kind} names what was used, {@code count} how often. */
@RequiresPermission(Permission.ACTIVITY_WRITE)
public record RecordActivity(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @NotBlank @Pattern(regexp = "[a-z][a-z0-9_.]{0,63}") String kind,
        @Min(1) @Max(1_000_000) int count,
        @Nullable Instant occurredAt)
        implements AccountCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("account", tenantId, accountId);
    }
}
