package dev.cauce.contracts.campaign;

/** What can be asked about this feature; see the permitted records. */
public sealed interface CampaignQuery permits FindCampaignById, ListCampaigns, FindCampaignResults {}
