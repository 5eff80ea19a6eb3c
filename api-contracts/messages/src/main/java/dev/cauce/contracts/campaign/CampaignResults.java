package dev.cauce.contracts.campaign;

import java.util.List;

/** The results of a campaign by variant. */
public record CampaignResults(String campaignId, String status, List<VariantResult> variants) {}
