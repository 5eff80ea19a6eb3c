package dev.cauce.command.campaign;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The campaigns as their recipients see them. */
public final class Campaigns {

    private final StreamFold<Split> splits;

    public Campaigns(EventStore events) {
        this.splits = new StreamFold<>(events, Split::after);
    }

    /**
     * How the campaign assigns people.
     *
     * @throws Rejected with {@code CAMPAIGN_NOT_FOUND}
     */
    public Split require(TenantId tenantId, CampaignId campaignId) {
        return splits.current(StreamId.of("campaign", tenantId, campaignId))
                .orElseThrow(() -> new Rejected(ErrorCode.CAMPAIGN_NOT_FOUND, "There is no campaign of this id."));
    }
}
