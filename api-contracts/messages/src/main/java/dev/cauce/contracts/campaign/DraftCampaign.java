package dev.cauce.contracts.campaign;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Drafts a campaign for a customer. */
@RequiresPermission(Permission.CAMPAIGN_WRITE)
public record DraftCampaign(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid CampaignId campaignId,
        @NotNull @Valid AccountId accountId,
        @NotBlank @Size(max = 200) String name,
        @NotNull Channel channel)
        implements CampaignCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("campaign", tenantId, campaignId);
    }
}
