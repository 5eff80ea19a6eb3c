package dev.cauce.command.dunning;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.dunning.DunningPolicyApproved;
import dev.cauce.contracts.dunning.DunningPolicyEvent;
import dev.cauce.contracts.dunning.DunningPolicyProposed;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.FinalAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The dunning policies of a tenant, in the order in which they were proposed. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public record PolicyVersions(List<Version> versions) {

    /** What holds until a tenant has approved terms of its own. */
    static final Version STANDARD = new Version(
            "dunning-standard-1",
            new DunningTerms(28, 8, 4, 24, 7, 14, FinalAction.CANCEL, 4, 6, 20, 8, 9, Set.of(1, 15, 25), 0.1),
            Instant.EPOCH,
            "cauce",
            true);

    static final PolicyVersions NONE = new PolicyVersions(List.of());

    /** One version; it counts once it is approved. */
    public record Version(
            String policyVersion, DunningTerms terms, Instant effectiveFrom, String proposedBy, boolean approved) {}

    public PolicyVersions {
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

    PolicyVersions after(DunningPolicyEvent event) {
        List<Version> all = new ArrayList<>(versions);
        switch (event) {
            case DunningPolicyProposed proposed ->
                all.add(new Version(
                        proposed.policyVersion(),
                        proposed.terms(),
                        proposed.effectiveFrom(),
                        proposed.proposedBy(),
                        false));
            case DunningPolicyApproved approved ->
                all.replaceAll(version -> version.policyVersion().equals(approved.policyVersion())
                        ? new Version(
                                version.policyVersion(),
                                version.terms(),
                                approved.effectiveFrom(),
                                version.proposedBy(),
                                true)
                        : version);
        }
        return new PolicyVersions(all);
    }
}
