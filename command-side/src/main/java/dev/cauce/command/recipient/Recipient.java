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

    /** What was drawn in a campaign, how probable it was, and by which policy. */
    record Assignment(VariantId variantId, double propensity, String policyVersion) {}

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private @Nullable String streamId;

    private Map<String, Assignment> assignments = new HashMap<>();
    private Set<String> convertedCampaigns = new HashSet<>();

    Recipient() {}

    /** What was drawn once stays, whatever becomes of the campaign. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(AssignVariant command, Campaigns campaigns) {
        Assignment earlier = assignments.get(command.campaignId().value());
        if (earlier != null) {
            return answer(command.campaignId(), earlier);
        }
        Split split = campaigns.require(command.tenantId(), command.campaignId());
        AssignmentPolicy policy = split.requireRunning();
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
        return answer(command.campaignId(), new Assignment(draw.variantId(), draw.propensity(), policy.version()));
    }

    @EventSourcingHandler
    void evolve(VariantAssigned event) {
        streamId =
                StreamId.of("recipient", event.tenantId(), event.recipientId()).value();
        assignments.put(
                event.campaignId().value(),
                new Assignment(event.variantId(), event.propensity(), event.policyVersion()));
    }

    /** Conversions count after a pause and after the end, since people take their time; one a campaign. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RecordConversion command) {
        Assignment assigned = assignments.get(command.campaignId().value());
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
                    assigned.variantId(),
                    command.valueMinor(),
                    command.currency()));
        }
        return Answer.of("campaignId", command.campaignId(), "variantId", assigned.variantId());
    }

    @EventSourcingHandler
    void evolve(ConversionRecorded event) {
        convertedCampaigns.add(event.campaignId().value());
    }

    private static Answer answer(CampaignId campaignId, Assignment assignment) {
        return new Answer(Map.of(
                "campaignId", campaignId.value(),
                "variantId", assignment.variantId().value(),
                "propensity", Double.toString(assignment.propensity()),
                "policyVersion", assignment.policyVersion()));
    }
}
