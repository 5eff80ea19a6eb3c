package dev.cauce.contracts.retention;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** The account has another subscription, which counts for the outcomes of its case. */
@RequiresPermission(Permission.RETENTION_DRIVE)
public record WatchSubscription(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid AccountId accountId,
        @Min(1) int caseNumber,
        @NotNull @Valid SubscriptionId subscriptionId)
        implements RetentionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("retention", tenantId, accountId);
    }
}
