package dev.cauce.command.campaign;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.account.Accounts;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.campaign.AddVariant;
import dev.cauce.contracts.campaign.CampaignCompleted;
import dev.cauce.contracts.campaign.CampaignDrafted;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.CampaignLaunched;
import dev.cauce.contracts.campaign.CampaignPaused;
import dev.cauce.contracts.campaign.CampaignResumed;
import dev.cauce.contracts.campaign.CampaignStatus;
import dev.cauce.contracts.campaign.CompleteCampaign;
import dev.cauce.contracts.campaign.DraftCampaign;
import dev.cauce.contracts.campaign.LaunchCampaign;
import dev.cauce.contracts.campaign.PauseCampaign;
import dev.cauce.contracts.campaign.ResumeCampaign;
import dev.cauce.contracts.campaign.Variant;
import dev.cauce.contracts.campaign.VariantAdded;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A campaign and its variants. Whom it reached stands with each recipient, so it stays small and cool. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Campaign {

    private static final int MOST_VARIANTS = 1_000;

    @AggregateIdentifier
    private @Nullable String streamId;

    private AccountId accountId;
    private CampaignStatus status;
    private List<Variant> variants = new ArrayList<>();
    private @Nullable String policyVersion;

    /** Filled by the first event. */
    @SuppressWarnings("NullAway.Init")
    Campaign() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(DraftCampaign command, Accounts accounts) {
        if (streamId != null) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "A campaign of this id was drafted already.");
        }
        accounts.require(command.tenantId(), command.accountId()).refuseClosed();
        apply(new CampaignDrafted(
                command.tenantId(), command.campaignId(), command.accountId(), command.name(), command.channel()));
        return answer(command.campaignId());
    }

    @EventSourcingHandler
    void evolve(CampaignDrafted event) {
        streamId = StreamId.of("campaign", event.tenantId(), event.campaignId()).value();
        accountId = event.accountId();
        status = CampaignStatus.DRAFT;
    }

    @CommandHandler
    Answer decide(AddVariant command) {
        refuseUnlessDraft();
        if (variants.stream().anyMatch(variant -> variant.variantId().equals(command.variantId()))) {
            throw new Rejected(ErrorCode.VARIANT_EXISTS, "The campaign has a variant of this id.");
        }
        if (variants.size() >= MOST_VARIANTS) {
            throw new Rejected(ErrorCode.TOO_MANY_VARIANTS, "A campaign has at most " + MOST_VARIANTS + " variants.");
        }
        apply(new VariantAdded(
                command.tenantId(), command.campaignId(), command.variantId(), command.name(), command.weight()));
        return Answer.of("campaignId", command.campaignId(), "variantId", command.variantId());
    }

    @EventSourcingHandler
    void evolve(VariantAdded event) {
        variants.add(new Variant(event.variantId(), event.name(), event.weight()));
    }

    @CommandHandler
    Answer decide(LaunchCampaign command, Accounts accounts) {
        refuseUnlessDraft();
        if (variants.isEmpty()) {
            throw new Rejected(ErrorCode.CAMPAIGN_WITHOUT_VARIANT, "The campaign has no variant to give.");
        }
        accounts.require(command.tenantId(), accountId).refuseUnlessActive();
        String policy = AssignmentPolicy.CURRENT.version();
        apply(
                new CampaignLaunched(
                        command.tenantId(), command.campaignId(), accountId, List.copyOf(variants), policy),
                MetaData.with(MetadataKey.POLICY_VERSION, policy));
        return answer(command.campaignId());
    }

    @EventSourcingHandler
    void evolve(CampaignLaunched event) {
        status = CampaignStatus.RUNNING;
        policyVersion = event.policyVersion();
    }

    @CommandHandler
    Answer decide(PauseCampaign command) {
        refuseCompleted();
        if (status != CampaignStatus.RUNNING) {
            throw new Rejected(ErrorCode.CAMPAIGN_NOT_RUNNING, "The campaign is not running.");
        }
        apply(new CampaignPaused(command.tenantId(), command.campaignId()));
        return answer(command.campaignId());
    }

    @EventSourcingHandler
    void evolve(CampaignPaused event) {
        status = CampaignStatus.PAUSED;
    }

    @CommandHandler
    Answer decide(ResumeCampaign command) {
        refuseCompleted();
        if (status != CampaignStatus.PAUSED) {
            throw new Rejected(ErrorCode.CAMPAIGN_NOT_PAUSED, "The campaign is not paused.");
        }
        apply(new CampaignResumed(command.tenantId(), command.campaignId()));
        return answer(command.campaignId());
    }

    @EventSourcingHandler
    void evolve(CampaignResumed event) {
        status = CampaignStatus.RUNNING;
    }

    @CommandHandler
    Answer decide(CompleteCampaign command) {
        refuseCompleted();
        if (status == CampaignStatus.DRAFT) {
            throw new Rejected(ErrorCode.CAMPAIGN_NOT_RUNNING, "The campaign was never launched.");
        }
        apply(new CampaignCompleted(command.tenantId(), command.campaignId()));
        return answer(command.campaignId());
    }

    @EventSourcingHandler
    void evolve(CampaignCompleted event) {
        status = CampaignStatus.COMPLETED;
    }

    Split split() {
        return new Split(status, variants, policyVersion);
    }

    private void refuseUnlessDraft() {
        refuseCompleted();
        if (status != CampaignStatus.DRAFT) {
            throw new Rejected(ErrorCode.CAMPAIGN_NOT_DRAFT, "The campaign was launched already.");
        }
    }

    private void refuseCompleted() {
        if (status == CampaignStatus.COMPLETED) {
            throw new Rejected(ErrorCode.CAMPAIGN_IS_COMPLETED, "The campaign is completed.");
        }
    }

    private Answer answer(CampaignId campaignId) {
        return Answer.of("campaignId", campaignId, "status", status);
    }
}
