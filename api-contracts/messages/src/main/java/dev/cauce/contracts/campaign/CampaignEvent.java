package dev.cauce.contracts.campaign;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface CampaignEvent extends Event
        permits CampaignDrafted, VariantAdded, CampaignLaunched, CampaignPaused, CampaignResumed, CampaignCompleted {}
