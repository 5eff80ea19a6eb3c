package dev.cauce.command.campaign;

import dev.cauce.contracts.campaign.CampaignCompleted;
import dev.cauce.contracts.campaign.CampaignDrafted;
import dev.cauce.contracts.campaign.CampaignEvent;
import dev.cauce.contracts.campaign.CampaignLaunched;
import dev.cauce.contracts.campaign.CampaignPaused;
import dev.cauce.contracts.campaign.CampaignResumed;
import dev.cauce.contracts.campaign.CampaignStatus;
import dev.cauce.contracts.campaign.Variant;
import dev.cauce.contracts.campaign.VariantAdded;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a recipient needs to know of a campaign: whether it runs, and among what it draws. */
public record Split(
        CampaignStatus status,
        List<Variant> variants,
        @Nullable String policyVersion) {

    public Split {
        variants = List.copyOf(variants);
    }

    /**
     * The policy to draw by, where the campaign assigns people now.
     *
     * @throws Rejected with {@code CAMPAIGN_NOT_RUNNING} or {@code CAMPAIGN_IS_COMPLETED}
     */
    public AssignmentPolicy requireRunning() {
        if (status == CampaignStatus.COMPLETED) {
            throw new Rejected(ErrorCode.CAMPAIGN_IS_COMPLETED, "The campaign is completed.");
        }
        if (status != CampaignStatus.RUNNING || policyVersion == null) {
            throw new Rejected(ErrorCode.CAMPAIGN_NOT_RUNNING, "The campaign is not running.");
        }
        return AssignmentPolicy.of(policyVersion);
    }

    static Split after(@Nullable Split before, Object payload) {
        if (payload instanceof Campaign snapshot) {
            return snapshot.split();
        }
        Split split = before == null ? new Split(CampaignStatus.DRAFT, List.of(), null) : before;
        return switch ((CampaignEvent) payload) {
            // The launch says all variants once more, so a draft's need not be gathered.
            case CampaignDrafted _, VariantAdded _ -> split;
            case CampaignLaunched event -> new Split(CampaignStatus.RUNNING, event.variants(), event.policyVersion());
            case CampaignPaused _ -> split.now(CampaignStatus.PAUSED);
            case CampaignResumed _ -> split.now(CampaignStatus.RUNNING);
            case CampaignCompleted _ -> split.now(CampaignStatus.COMPLETED);
        };
    }

    private Split now(CampaignStatus next) {
        return new Split(next, variants, policyVersion);
    }
}
