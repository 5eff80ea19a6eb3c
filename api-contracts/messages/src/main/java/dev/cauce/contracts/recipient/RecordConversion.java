package dev.cauce.contracts.recipient;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/** Records that an assigned person did what the campaign wanted; once per campaign. */
@RequiresPermission(Permission.CAMPAIGN_DECIDE)
public record RecordConversion(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid RecipientId recipientId,
        @NotNull @Valid CampaignId campaignId,
        @Nullable @PositiveOrZero @Max(1_000_000_000_000L) Long valueMinor,
        @Nullable @Pattern(regexp = "[A-Z]{3}") String currency)
        implements RecipientCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("recipient", tenantId, recipientId);
    }
}
