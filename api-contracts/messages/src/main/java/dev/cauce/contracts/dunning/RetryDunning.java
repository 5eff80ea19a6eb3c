package dev.cauce.contracts.dunning;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** The time of a retry has come; the invoice is looked at before anything is done. */
@RequiresPermission(Permission.BILLING_DRIVE)
public record RetryDunning(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid InvoiceId invoiceId,
        @Min(1) int retry) implements DunningCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("dunning", tenantId, invoiceId);
    }
}
