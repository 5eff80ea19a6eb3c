package dev.cauce.command.invoice;

import dev.cauce.contracts.invoice.InvoicingEvent;
import dev.cauce.contracts.invoice.InvoicingTermsSet;
import dev.cauce.contracts.invoice.TaxRate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant invoices.
 *
 * @param ratesPpm tax in parts per million by the customer's country
 */
public record InvoicingTerms(String timeZone, int dueDays, Map<String, Integer> ratesPpm) {

    /** Of a tenant that has set nothing. */
    public static final InvoicingTerms DEFAULT = new InvoicingTerms("UTC", 14, Map.of());

    static InvoicingTerms of(InvoicingTermsSet event) {
        return new InvoicingTerms(
                event.timeZone(),
                event.dueDays(),
                event.taxRates().stream().collect(Collectors.toUnmodifiableMap(TaxRate::country, TaxRate::ratePpm)));
    }

    static InvoicingTerms after(@Nullable InvoicingTerms before, Object payload) {
        if (payload instanceof Invoicing snapshot) {
            return snapshot.terms();
        }
        return switch ((InvoicingEvent) payload) {
            case InvoicingTermsSet event -> of(event);
        };
    }

    /** The year that the time lies in, where the tenant is. */
    int yearOf(Instant at) {
        return at.atZone(ZoneId.of(timeZone)).getYear();
    }

    /**
     * When an invoice that is finalised at the time is due: so many days later at the same hour, where the tenant is.
     */
    Instant dueAt(Instant finalisedAt) {
        return finalisedAt.atZone(ZoneId.of(timeZone)).plusDays(dueDays).toInstant();
    }
}
