package dev.cauce.contracts.campaign;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The campaign ended. */
@Revision("1")
public record CampaignCompleted(TenantId tenantId, CampaignId campaignId) implements CampaignEvent {}
