package dev.cauce.query.campaign;

import dev.cauce.contracts.recipient.ConversionRecorded;
import dev.cauce.contracts.recipient.RecipientEvent;
import dev.cauce.contracts.recipient.VariantAssigned;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/**
 * Answers: what did each variant bring? It keeps a document for each person that a campaign assigned, and counts when
 * it is asked: a count that is kept cannot be made idempotent across streams.
 */
@ProcessingGroup(CampaignResultsProjection.NAME)
public final class CampaignResultsProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "campaign-results";

    private final Views views;

    public CampaignResultsProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(VariantAssigned event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.campaignId(), event.recipientId(), sequence)
                .set("campaign", Views.documentId(event.tenantId(), event.campaignId()))
                .set("variantId", event.variantId().value())
                .set("propensity", event.propensity())
                .set("assignedAt", at);
    }

    @EventHandler
    void on(ConversionRecorded event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.campaignId(), event.recipientId(), sequence)
                .set("converted", true)
                .set("valueMinor", event.valueMinor())
                .set("currency", event.currency())
                .set("convertedAt", at);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }

    private ViewChange change(RecipientEvent event, Object campaignId, Object recipientId, long sequence) {
        return views.change(
                NAME, Views.documentId(event.tenantId(), campaignId + "/" + recipientId), "recipient", sequence);
    }
}
