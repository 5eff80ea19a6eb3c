package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Credits lines of a finalised invoice, never more than the line and the invoice have. The same credit note again
 * changes nothing.
 *
 * @param currency the caller's idea of the invoice's; another one is refused
 * @param code why, as a code of the caller's choice; never free text
 */
@RequiresPermission(Permission.BILLING_WRITE)
public record IssueCreditNote(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid InvoiceId invoiceId,
        @NotNull @Valid CreditNoteId creditNoteId,
        @NotNull CreditNoteKind kind,
        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotEmpty @Size(max = 1000) List<@NotNull @Valid LineCredit> lines,
        @NotBlank @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String code)
        implements InvoiceCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("invoice", tenantId, invoiceId);
    }
}
