package dev.cauce.contracts.campaign;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface CampaignCommand extends Command
        permits DraftCampaign, AddVariant, LaunchCampaign, PauseCampaign, ResumeCampaign, CompleteCampaign {}
