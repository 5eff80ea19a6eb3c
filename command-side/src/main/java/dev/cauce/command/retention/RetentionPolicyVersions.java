package dev.cauce.command.retention;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.retention.ChurnThresholds;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.RetentionPolicyApproved;
import dev.cauce.contracts.retention.RetentionPolicyEvent;
import dev.cauce.contracts.retention.RetentionPolicyProposed;
import dev.cauce.contracts.retention.RetentionPolicyTookEffect;
import dev.cauce.contracts.retention.RetentionTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The retention policies of a tenant, in the order in which they were proposed. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public record RetentionPolicyVersions(List<Version> versions) {

    private static final Set<RetentionAct> ACTS = Set.of(RetentionAct.SUCCESS_TASK, RetentionAct.PAUSE_OFFER);

    /** What holds until a tenant has approved terms of its own; it offers no plan, since it knows none. */
    static final Version STANDARD = new Version(
            ChurnThresholds.STANDARD_VERSION,
            new RetentionTerms(
                    ChurnThresholds.STANDARD,
                    List.of(
                            new RetentionPlay(ChurnBand.HIGH, ACTS, null, 14, 90),
                            new RetentionPlay(ChurnBand.CRITICAL, ACTS, null, 14, 90)),
                    90,
                    0.1),
            Instant.EPOCH,
            "cauce",
            true);

    static final RetentionPolicyVersions NONE = new RetentionPolicyVersions(List.of());

    /** One version; it counts once it is approved. */
    public record Version(
            String policyVersion, RetentionTerms terms, Instant effectiveFrom, String proposedBy, boolean approved) {

        Optional<RetentionPlay> play(ChurnBand band) {
            return terms.plays().stream().filter(play -> play.band() == band).findFirst();
        }
    }

    public RetentionPolicyVersions {
        versions = List.copyOf(versions);
    }

    Optional<Version> find(String policyVersion) {
        return versions.stream()
                .filter(version -> version.policyVersion().equals(policyVersion))
                .findFirst();
    }

    /** The approved version whose time began last; of equals the one proposed later. */
    Version effectiveAt(Instant at) {
        Version effective = STANDARD;
        for (Version version : versions) {
            if (version.approved()
                    && !version.effectiveFrom().isAfter(at)
                    && !version.effectiveFrom().isBefore(effective.effectiveFrom())) {
                effective = version;
            }
        }
        return effective;
    }

    RetentionPolicyVersions after(RetentionPolicyEvent event) {
        List<Version> all = new ArrayList<>(versions);
        switch (event) {
            case RetentionPolicyProposed proposed ->
                all.add(new Version(
                        proposed.policyVersion(),
                        proposed.terms(),
                        proposed.effectiveFrom(),
                        proposed.proposedBy(),
                        false));
            case RetentionPolicyApproved approved ->
                all.replaceAll(version -> version.policyVersion().equals(approved.policyVersion())
                        ? new Version(
                                version.policyVersion(),
                                version.terms(),
                                approved.effectiveFrom(),
                                version.proposedBy(),
                                true)
                        : version);
            case RetentionPolicyTookEffect known -> {}
        }
        return new RetentionPolicyVersions(all);
    }
}
