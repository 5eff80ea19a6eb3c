package dev.cauce.contracts.campaign;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Begins to assign people; needs at least one variant. */
@RequiresPermission(Permission.CAMPAIGN_WRITE)
public record LaunchCampaign(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid CampaignId campaignId) implements CampaignCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("campaign", tenantId, campaignId);
    }
}
