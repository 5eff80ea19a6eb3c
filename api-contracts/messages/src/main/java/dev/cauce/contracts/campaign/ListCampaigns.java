package dev.cauce.contracts.campaign;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A page of campaigns. */
@RequiresPermission(Permission.CAMPAIGN_READ)
@ReadsFrom("campaigns")
public record ListCampaigns(
        @NotNull @Valid TenantId tenantId,
        @Nullable CampaignStatus status,
        @Nullable @Valid AccountId accountId,
        @Nullable @Size(max = 2000) String cursor,
        @Min(1) @Max(100) int limit)
        implements CampaignQuery, Query<CampaignPage> {
    @Override
    public Class<CampaignPage> resultType() {
        return CampaignPage.class;
    }
}
