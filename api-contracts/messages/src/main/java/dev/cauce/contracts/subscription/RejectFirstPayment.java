package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * The first payment of an activation failed for good, or its time ran out: the subscription is cancelled with that
 * reason. Sent by the billing process; repeating it changes nothing.
 */
@RequiresPermission(Permission.BILLING_DRIVE)
public record RejectFirstPayment(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @NotNull @Valid InvoiceId invoiceId,
        @NotNull CancellationReason reason)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
