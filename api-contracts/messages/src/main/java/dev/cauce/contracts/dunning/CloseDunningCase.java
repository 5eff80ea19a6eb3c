package dev.cauce.contracts.dunning;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Nothing is to be collected any more. Closing again changes nothing. */
@RequiresPermission(Permission.BILLING_DRIVE)
public record CloseDunningCase(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid InvoiceId invoiceId,
        @NotNull DunningOutcome outcome) implements DunningCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("dunning", tenantId, invoiceId);
    }
}
