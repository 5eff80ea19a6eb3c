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

/** A subscription of the account is to end; where its play says so, a pause is offered instead. */
@RequiresPermission(Permission.RETENTION_DRIVE)
public record OfferPause(
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
