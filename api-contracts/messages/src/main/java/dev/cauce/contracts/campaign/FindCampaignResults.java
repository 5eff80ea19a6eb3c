package dev.cauce.contracts.campaign;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The results of the campaign, or nothing. */
@RequiresPermission(Permission.CAMPAIGN_READ)
@ReadsFrom("campaign-results")
public record FindCampaignResults(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid CampaignId campaignId)
        implements CampaignQuery, Query<CampaignResults> {
    @Override
    public Class<CampaignResults> resultType() {
        return CampaignResults.class;
    }
}
