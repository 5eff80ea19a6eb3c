package dev.cauce.contracts.recipient;

import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A person was given a variant, drawn with this probability. */
@Revision("1")
public record VariantAssigned(
        TenantId tenantId,
        RecipientId recipientId,
        CampaignId campaignId,
        VariantId variantId,
        double propensity,
        String policyVersion)
        implements RecipientEvent {}
