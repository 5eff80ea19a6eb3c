package dev.cauce.contracts.invoice;

import java.util.List;

/** How a tenant invoices. */
public record InvoicingTermsView(String timeZone, int dueDays, List<TaxRate> taxRates, long version) {}
