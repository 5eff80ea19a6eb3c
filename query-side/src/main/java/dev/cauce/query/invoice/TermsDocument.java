package dev.cauce.query.invoice;

import dev.cauce.contracts.invoice.InvoicingTermsView;
import dev.cauce.contracts.invoice.TaxRate;
import java.util.List;
import java.util.Map;
import org.springframework.data.annotation.Id;

/** A tenant's terms as {@link InvoicesProjection} keeps them. */
record TermsDocument(@Id String id, String timeZone, int dueDays, List<TaxRate> taxRates, Map<String, Long> seen) {

    InvoicingTermsView view() {
        return new InvoicingTermsView(timeZone, dueDays, taxRates, seen.getOrDefault(InvoicesProjection.TERMS, 0L));
    }
}
