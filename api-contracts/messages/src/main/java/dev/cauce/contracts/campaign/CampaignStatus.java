package dev.cauce.contracts.campaign;

/** The states a campaign can be in. */
public enum CampaignStatus {
    DRAFT,
    RUNNING,
    PAUSED,
    COMPLETED
}
