package dev.cauce.contracts.recipient;

import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An assigned person converted. */
@Revision("1")
public record ConversionRecorded(
        TenantId tenantId,
        RecipientId recipientId,
        CampaignId campaignId,
        VariantId variantId,
        @Nullable Long valueMinor,
        @Nullable String currency)
        implements RecipientEvent {}
