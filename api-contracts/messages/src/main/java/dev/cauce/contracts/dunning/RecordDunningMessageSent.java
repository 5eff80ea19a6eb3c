package dev.cauce.contracts.dunning;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Reports that a message went out. */
@RequiresPermission(Permission.BILLING_DRIVE)
public record RecordDunningMessageSent(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid InvoiceId invoiceId,
        @NotBlank @Size(max = 200) String mailId)
        implements DunningCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("dunning", tenantId, invoiceId);
    }
}
