package dev.cauce.contracts.campaign;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A campaign was drafted. */
@Revision("1")
public record CampaignDrafted(
        TenantId tenantId, CampaignId campaignId, AccountId accountId, String name, Channel channel)
        implements CampaignEvent {}
