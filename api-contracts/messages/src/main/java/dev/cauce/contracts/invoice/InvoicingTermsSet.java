package dev.cauce.contracts.invoice;

import dev.cauce.contracts.tenant.TenantId;
import java.util.List;
import org.axonframework.serialization.Revision;

/** How the tenant invoices from now on; {@code taxRates} are all of them, by country. */
@Revision("1")
public record InvoicingTermsSet(TenantId tenantId, String timeZone, int dueDays, List<TaxRate> taxRates)
        implements InvoicingEvent {}
