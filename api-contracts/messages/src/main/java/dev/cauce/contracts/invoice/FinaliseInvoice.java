package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Gives the draft its number, after which nothing on it changes. Finalising again changes nothing. */
@RequiresPermission(Permission.BILLING_DRIVE)
public record FinaliseInvoice(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid InvoiceId invoiceId) implements InvoiceCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("invoice", tenantId, invoiceId);
    }
}
