package dev.cauce.contracts.campaign;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.List;
import org.axonframework.serialization.Revision;

/** The campaign began to assign people, by these shares and this assignment policy. */
@Revision("2")
public record CampaignLaunched(
        TenantId tenantId, CampaignId campaignId, AccountId accountId, List<Variant> variants, String policyVersion)
        implements CampaignEvent {}
