package dev.cauce.contracts.campaign;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The campaign assigns nobody for a time. */
@Revision("1")
public record CampaignPaused(TenantId tenantId, CampaignId campaignId) implements CampaignEvent {}
