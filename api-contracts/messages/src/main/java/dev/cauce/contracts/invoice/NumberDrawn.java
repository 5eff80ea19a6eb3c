package dev.cauce.contracts.invoice;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/**
 * The next number of a series was given to a document, in the same append as the document's event.
 *
 * @param ordinal from 1; one more than the event's sequence number in its stream, so neither hole nor double can be
 * @param documentId the invoice, or {@code invoice/credit note}
 */
@Revision("1")
public record NumberDrawn(TenantId tenantId, int year, NumberSeries series, long ordinal, String documentId)
        implements NumberSeriesEvent {}
