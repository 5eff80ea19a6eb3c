package dev.cauce.contracts.campaign;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Ends the campaign for good. */
@RequiresPermission(Permission.CAMPAIGN_WRITE)
public record CompleteCampaign(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid CampaignId campaignId) implements CampaignCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("campaign", tenantId, campaignId);
    }
}
