package dev.cauce.contracts.campaign;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** An arm was added. */
@Revision("1")
public record VariantAdded(TenantId tenantId, CampaignId campaignId, VariantId variantId, String name, int weight)
        implements CampaignEvent {}
