package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Voids an invoice that nothing was paid or credited of. Voiding again changes nothing.
 *
 * @param code why, as a code of the caller's choice; never free text
 */
@RequiresPermission(Permission.BILLING_WRITE)
public record VoidInvoice(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid InvoiceId invoiceId,
        @NotBlank @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String code)
        implements InvoiceCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("invoice", tenantId, invoiceId);
    }
}
