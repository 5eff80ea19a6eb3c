package dev.cauce.contracts.recipient;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Draws the variant that this person gets; asking again gives the same one. */
@RequiresPermission(Permission.CAMPAIGN_DECIDE)
public record AssignVariant(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid RecipientId recipientId,
        @NotNull @Valid CampaignId campaignId)
        implements RecipientCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("recipient", tenantId, recipientId);
    }
}
