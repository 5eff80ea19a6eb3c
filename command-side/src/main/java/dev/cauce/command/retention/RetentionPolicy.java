package dev.cauce.command.retention;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.catalogue.Plans;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.retention.ApplyRetentionPolicy;
import dev.cauce.contracts.retention.ApproveRetentionPolicy;
import dev.cauce.contracts.retention.ChurnThresholds;
import dev.cauce.contracts.retention.ProposeRetentionPolicy;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.RetentionPolicyApproved;
import dev.cauce.contracts.retention.RetentionPolicyProposed;
import dev.cauce.contracts.retention.RetentionPolicyTookEffect;
import dev.cauce.contracts.retention.RetentionTerms;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The retention policies of a tenant. A version is proposed by one person and approved by another, and never changes:
 * other terms are another version. That its time has come is an event too, since scores are told apart by its
 * thresholds from then on.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class RetentionPolicy {

    private static final int MOST = 200;

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private @Nullable String streamId;

    private RetentionPolicyVersions versions = RetentionPolicyVersions.NONE;
    private @Nullable String inEffect;

    RetentionPolicy() {}

    RetentionPolicyVersions versions() {
        return versions;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(ProposeRetentionPolicy command, Plans plans, @MetaDataValue(MetadataKey.ACTOR) String actor) {
        RetentionPolicyVersions.Version known =
                versions.find(command.policyVersion()).orElse(null);
        if (known != null) {
            if (known.terms().equals(command.terms())) {
                return answer(command.policyVersion());
            }
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "Other terms have this version; choose another.");
        }
        if (command.policyVersion().equals(ChurnThresholds.STANDARD_VERSION)) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "The standard policy has this version.");
        }
        if (versions.versions().size() >= MOST) {
            throw new Rejected(ErrorCode.RETENTION_POLICY_INVALID, "There are " + MOST + " versions already.");
        }
        refuseInvalid(command.tenantId(), command.terms(), plans);
        apply(new RetentionPolicyProposed(
                command.tenantId(), command.policyVersion(), command.terms(), command.effectiveFrom(), actor));
        return answer(command.policyVersion());
    }

    private static void refuseInvalid(TenantId tenantId, RetentionTerms terms, Plans plans) {
        ChurnThresholds thresholds = terms.thresholds();
        if (!(thresholds.medium() < thresholds.high() && thresholds.high() < thresholds.critical())) {
            throw new Rejected(ErrorCode.RETENTION_POLICY_INVALID, "medium, high and critical come in this order.");
        }
        Set<ChurnBand> bands = EnumSet.noneOf(ChurnBand.class);
        for (RetentionPlay play : terms.plays()) {
            if (play.band() == ChurnBand.LOW || !bands.add(play.band())) {
                throw new Rejected(ErrorCode.RETENTION_POLICY_INVALID, "A band has one play, and the lowest has none.");
            }
            PlanId offered = play.offerPlanId();
            if (play.acts().contains(RetentionAct.PLAN_OFFER) != (offered != null)) {
                throw new Rejected(
                        ErrorCode.RETENTION_POLICY_INVALID, "offerPlanId goes with PLAN_OFFER and with nothing else.");
            }
            if (offered != null) {
                plans.require(tenantId, offered).refuseRetired();
            }
        }
    }

    @EventSourcingHandler
    void evolve(RetentionPolicyProposed event) {
        streamId = StreamId.of("retention-policy", event.tenantId(), "current").value();
        versions = versions.after(event);
    }

    /** Never from a time in the past on: history was decided by what held then. */
    @CommandHandler
    Answer decide(ApproveRetentionPolicy command, Clock clock, @MetaDataValue(MetadataKey.ACTOR) String actor) {
        RetentionPolicyVersions.Version proposed = versions.find(command.policyVersion())
                .orElseThrow(() -> new Rejected(
                        ErrorCode.RETENTION_POLICY_NOT_FOUND, "No terms were proposed under this version."));
        if (proposed.approved()) {
            return answer(command.policyVersion());
        }
        if (subject(actor).equals(subject(proposed.proposedBy()))) {
            throw new Rejected(ErrorCode.SECOND_PERSON_NEEDED, "Whoever proposed it cannot approve it.");
        }
        Instant now = clock.instant();
        apply(new RetentionPolicyApproved(
                command.tenantId(),
                command.policyVersion(),
                proposed.effectiveFrom().isBefore(now) ? now : proposed.effectiveFrom(),
                actor));
        takeEffect(command.tenantId(), now);
        return answer(command.policyVersion());
    }

    @EventSourcingHandler
    void evolve(RetentionPolicyApproved event) {
        versions = versions.after(event);
    }

    /** A view tells its time; what is approved and due is decided here. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(ApplyRetentionPolicy command, Clock clock) {
        takeEffect(command.tenantId(), clock.instant());
        return answer(inEffect == null ? ChurnThresholds.STANDARD_VERSION : inEffect);
    }

    private void takeEffect(TenantId tenantId, Instant now) {
        RetentionPolicyVersions.Version effective = versions.effectiveAt(now);
        boolean standard = effective.equals(RetentionPolicyVersions.STANDARD);
        if (!standard && !effective.policyVersion().equals(inEffect)) {
            apply(new RetentionPolicyTookEffect(
                    tenantId, effective.policyVersion(), effective.terms().thresholds(), effective.effectiveFrom()));
        }
    }

    @EventSourcingHandler
    void evolve(RetentionPolicyTookEffect event) {
        inEffect = event.policyVersion();
    }

    /** The person, whichever application acts for it. */
    private static String subject(String actor) {
        return actor.substring(0, Math.max(0, actor.lastIndexOf('@')));
    }

    private static Answer answer(String policyVersion) {
        return Answer.of("policyVersion", policyVersion);
    }
}
