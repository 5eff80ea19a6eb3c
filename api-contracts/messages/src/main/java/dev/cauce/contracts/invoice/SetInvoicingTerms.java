package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.TimeZoneId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Sets how the tenant invoices from now on; drafts keep their tax. Setting the same again changes nothing.
 *
 * @param timeZone in which the year of a number and the days until payment are counted
 * @param dueDays days from finalisation to when an invoice is due
 * @param taxRates by the customer's country; a country that is not named is not taxed
 */
@RequiresPermission(Permission.BILLING_WRITE)
public record SetInvoicingTerms(
        @NotNull @Valid TenantId tenantId,
        @NotBlank @TimeZoneId String timeZone,
        @PositiveOrZero @Max(365) int dueDays,
        @NotNull @Size(max = 300) List<@NotNull @Valid TaxRate> taxRates)
        implements InvoicingCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("invoicing", tenantId, "terms");
    }
}
