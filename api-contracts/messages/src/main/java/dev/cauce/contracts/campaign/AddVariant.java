package dev.cauce.contracts.campaign;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Adds an arm to a draft; at most 1,000. */
@RequiresPermission(Permission.CAMPAIGN_WRITE)
public record AddVariant(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid CampaignId campaignId,
        @NotNull @Valid VariantId variantId,
        @NotBlank @Size(max = 200) String name,
        @Min(1) @Max(1_000_000) int weight)
        implements CampaignCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("campaign", tenantId, campaignId);
    }
}
