package dev.cauce.command.dunning;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.dunning.ApproveDunningPolicy;
import dev.cauce.contracts.dunning.DunningPolicyApproved;
import dev.cauce.contracts.dunning.DunningPolicyProposed;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.ProposeDunningPolicy;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The dunning policies of a tenant. A version is proposed by one person and approved by another, and never changes:
 * other terms are another version. It holds for cases that open from its time on.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class DunningPolicy {

    private static final int MOST = 200;

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private @Nullable String streamId;

    private PolicyVersions versions = PolicyVersions.NONE;

    DunningPolicy() {}

    PolicyVersions versions() {
        return versions;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(ProposeDunningPolicy command, @MetaDataValue(MetadataKey.ACTOR) String actor) {
        PolicyVersions.Version known = versions.find(command.policyVersion()).orElse(null);
        if (known != null) {
            if (known.terms().equals(command.terms())) {
                return answer(command.policyVersion());
            }
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "Other terms have this version; choose another.");
        }
        if (command.policyVersion().equals(PolicyVersions.STANDARD.policyVersion())) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "The standard policy has this version.");
        }
        if (versions.versions().size() >= MOST) {
            throw new Rejected(ErrorCode.DUNNING_POLICY_INVALID, "There are " + MOST + " versions already.");
        }
        refuseUnlessInOrder(command.terms());
        apply(new DunningPolicyProposed(
                command.tenantId(), command.policyVersion(), command.terms(), command.effectiveFrom(), actor));
        return answer(command.policyVersion());
    }

    private static void refuseUnlessInOrder(DunningTerms terms) {
        if (terms.graceDays() > terms.suspendAfterDays() || terms.suspendAfterDays() > terms.windowDays()) {
            throw new Rejected(
                    ErrorCode.DUNNING_POLICY_INVALID, "graceDays, suspendAfterDays and windowDays come in this order.");
        }
    }

    @EventSourcingHandler
    void evolve(DunningPolicyProposed event) {
        streamId = StreamId.of("dunning-policy", event.tenantId(), "current").value();
        versions = versions.after(event);
    }

    /** Never from a time in the past on: history was decided by what held then. */
    @CommandHandler
    Answer decide(ApproveDunningPolicy command, Clock clock, @MetaDataValue(MetadataKey.ACTOR) String actor) {
        PolicyVersions.Version proposed = versions.find(command.policyVersion())
                .orElseThrow(() ->
                        new Rejected(ErrorCode.DUNNING_POLICY_NOT_FOUND, "No terms were proposed under this version."));
        if (proposed.approved()) {
            return answer(command.policyVersion());
        }
        if (subject(actor).equals(subject(proposed.proposedBy()))) {
            throw new Rejected(ErrorCode.SECOND_PERSON_NEEDED, "Whoever proposed it cannot approve it.");
        }
        Instant now = clock.instant();
        apply(new DunningPolicyApproved(
                command.tenantId(),
                command.policyVersion(),
                proposed.effectiveFrom().isBefore(now) ? now : proposed.effectiveFrom(),
                actor));
        return answer(command.policyVersion());
    }

    @EventSourcingHandler
    void evolve(DunningPolicyApproved event) {
        versions = versions.after(event);
    }

    /** The person, whichever application acts for it. */
    private static String subject(String actor) {
        return actor.substring(0, Math.max(0, actor.lastIndexOf('@')));
    }

    private static Answer answer(String policyVersion) {
        return Answer.of("policyVersion", policyVersion);
    }
}
