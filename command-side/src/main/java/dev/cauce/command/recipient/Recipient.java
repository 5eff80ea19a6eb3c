package dev.cauce.command.recipient;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.campaign.AssignmentPolicy;
import dev.cauce.command.campaign.Campaigns;
import dev.cauce.command.campaign.Split;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.recipient.AssignVariant;
import dev.cauce.contracts.recipient.ConversionRecorded;
import dev.cauce.contracts.recipient.RecordConversion;
import dev.cauce.contracts.recipient.VariantAssigned;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A person a campaign may reach: what was drawn for them, and what came of it. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Recipient {

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private @Nullable String streamId;

    private Map<String, VariantId> variantByCampaign = new HashMap<>();
    private Set<String> convertedCampaigns = new HashSet<>();

    Recipient() {}

    /** What was drawn once stays, whatever becomes of the campaign. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(AssignVariant command, Campaigns campaigns) {
        VariantId assigned = variantByCampaign.get(command.campaignId().value());
        if (assigned != null) {
            return answer(command.campaignId(), assigned);
        }
        Split split = campaigns.require(command.tenantId(), command.campaignId());
        split.refuseUnlessRunning();
        AssignmentPolicy policy = AssignmentPolicy.CURRENT;
        AssignmentPolicy.Draw draw = policy.draw(command.campaignId(), command.recipientId(), split.variants());
        apply(
                new VariantAssigned(
                        command.tenantId(),
                        command.recipientId(),
                        command.campaignId(),
                        draw.variantId(),
                        draw.propensity(),
                        policy.version()),
                MetaData.with(MetadataKey.POLICY_VERSION, policy.version())
                        .and(MetadataKey.PROPENSITY, Double.toString(draw.propensity())));
        return answer(command.campaignId(), draw.variantId());
    }

    @EventSourcingHandler
    void evolve(VariantAssigned event) {
        streamId =
                StreamId.of("recipient", event.tenantId(), event.recipientId()).value();
        variantByCampaign.put(event.campaignId().value(), event.variantId());
    }

    /** Conversions count after a pause and after the end, since people take their time; one a campaign. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RecordConversion command) {
        VariantId assigned = variantByCampaign.get(command.campaignId().value());
        if (assigned == null) {
            throw new Rejected(ErrorCode.RECIPIENT_NOT_ASSIGNED, "The campaign drew no variant for this person.");
        }
        if ((command.valueMinor() == null) != (command.currency() == null)) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "A value needs its currency, and a currency its value.");
        }
        if (!convertedCampaigns.contains(command.campaignId().value())) {
            apply(new ConversionRecorded(
                    command.tenantId(),
                    command.recipientId(),
                    command.campaignId(),
                    assigned,
                    command.valueMinor(),
                    command.currency()));
        }
        return answer(command.campaignId(), assigned);
    }

    @EventSourcingHandler
    void evolve(ConversionRecorded event) {
        convertedCampaigns.add(event.campaignId().value());
    }

    private static Answer answer(CampaignId campaignId, VariantId variantId) {
        return Answer.of("campaignId", campaignId, "variantId", variantId);
    }
}
