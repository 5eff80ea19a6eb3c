package dev.cauce.contracts.webhook;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sends again: one message, or all that the endpoint subscribes to since a time, or from a position of the audit on.
 * Exactly one of the three.
 */
@RequiresPermission(Permission.WEBHOOK_WRITE)
public record ReplayWebhookMessages(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid WebhookEndpointId endpointId,

        @Nullable @Pattern(regexp = "msg_[A-Za-z0-9_-]{1,80}")
        String messageId,

        @Nullable Instant since,
        @Nullable @Min(0) Long fromPosition)
        implements WebhookCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("webhook-endpoint", tenantId, endpointId);
    }
}
