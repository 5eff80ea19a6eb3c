package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends the subscription; {@code cancelledAt} may lie in the past. Cancelling again changes nothing. */
@RequiresPermission(Permission.SUBSCRIPTION_WRITE)
public record CancelSubscription(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @NotNull CancellationReason reason,
        @Nullable Instant cancelledAt)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
