package dev.cauce.contracts.subscription;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * The first payment of an activation succeeded: the subscription is active. Sent by the billing process; confirming
 * again changes nothing.
 */
@RequiresPermission(Permission.BILLING_DRIVE)
public record ConfirmFirstPayment(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @NotNull @Valid InvoiceId invoiceId)
        implements SubscriptionCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("subscription", tenantId, subscriptionId);
    }
}
