package dev.cauce.query.campaign;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.campaign.CampaignCompleted;
import dev.cauce.contracts.campaign.CampaignDrafted;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.CampaignLaunched;
import dev.cauce.contracts.campaign.CampaignPaused;
import dev.cauce.contracts.campaign.CampaignResumed;
import dev.cauce.contracts.campaign.CampaignStatus;
import dev.cauce.contracts.campaign.VariantAdded;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.bson.Document;

/** Answers: which campaigns are there, and how do they stand? */
@ProcessingGroup(CampaignsProjection.NAME)
public final class CampaignsProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "campaigns";

    static final String CAMPAIGN = "campaign";

    private final Views views;

    public CampaignsProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(CampaignDrafted event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.campaignId(), sequence)
                .set("tenantId", event.tenantId().value())
                .set("campaignId", event.campaignId().value())
                .set("accountId", event.accountId().value())
                .set("name", event.name())
                .set("channel", event.channel())
                .set("status", CampaignStatus.DRAFT)
                .set("draftedAt", at);
    }

    @EventHandler
    void on(VariantAdded event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.campaignId(), sequence)
                .set(
                        "variants." + ViewChange.path(event.variantId().value()),
                        new Document("variantId", event.variantId().value())
                                .append("name", event.name())
                                .append("weight", event.weight())
                                .append("addedAs", sequence));
    }

    @EventHandler
    void on(CampaignLaunched event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.campaignId(), sequence)
                .set("status", CampaignStatus.RUNNING)
                .set("launchedAt", at);
    }

    @EventHandler
    void on(CampaignPaused event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.campaignId(), sequence).set("status", CampaignStatus.PAUSED);
    }

    @EventHandler
    void on(CampaignResumed event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.campaignId(), sequence).set("status", CampaignStatus.RUNNING);
    }

    @EventHandler
    void on(CampaignCompleted event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.campaignId(), sequence)
                .set("status", CampaignStatus.COMPLETED)
                .set("completedAt", at);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }

    private ViewChange change(TenantId tenantId, CampaignId campaignId, long sequence) {
        return views.change(NAME, documentId(tenantId, campaignId), CAMPAIGN, sequence);
    }
}
