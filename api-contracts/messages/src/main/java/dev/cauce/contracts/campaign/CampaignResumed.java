package dev.cauce.contracts.campaign;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The campaign assigns again. */
@Revision("1")
public record CampaignResumed(TenantId tenantId, CampaignId campaignId) implements CampaignEvent {}
