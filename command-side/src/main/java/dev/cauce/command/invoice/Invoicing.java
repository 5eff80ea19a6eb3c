package dev.cauce.command.invoice;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.invoice.InvoicingTermsSet;
import dev.cauce.contracts.invoice.SetInvoicingTerms;
import dev.cauce.contracts.invoice.TaxRate;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.util.Comparator;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A tenant's terms of invoicing: its time zone, the days until payment, its tax rates. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Invoicing {

    @AggregateIdentifier
    private @Nullable String streamId;

    private InvoicingTerms terms = InvoicingTerms.DEFAULT;

    Invoicing() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(SetInvoicingTerms command) {
        if (command.taxRates().stream().map(TaxRate::country).distinct().count()
                != command.taxRates().size()) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "A country has two tax rates: there can be one.");
        }
        InvoicingTermsSet set = new InvoicingTermsSet(
                command.tenantId(),
                command.timeZone(),
                command.dueDays(),
                command.taxRates().stream()
                        .sorted(Comparator.comparing(TaxRate::country))
                        .toList());
        if (streamId == null || !InvoicingTerms.of(set).equals(terms)) {
            apply(set);
        }
        return Answer.of("tenantId", command.tenantId());
    }

    @EventSourcingHandler
    void evolve(InvoicingTermsSet event) {
        streamId = StreamId.of("invoicing", event.tenantId(), "terms").value();
        terms = InvoicingTerms.of(event);
    }

    InvoicingTerms terms() {
        return terms;
    }
}
