package dev.cauce.query.dunning;

import dev.cauce.contracts.dunning.DunningPolicyView;
import dev.cauce.contracts.dunning.DunningTerms;
import java.time.Instant;
import org.springframework.data.annotation.Id;

/** A version of the policy as {@link DunningPoliciesProjection} keeps it. */
record DunningPolicyDocument(
        @Id String id, String policyVersion, DunningTerms terms, Instant effectiveFrom, boolean approved) {

    DunningPolicyView view() {
        return new DunningPolicyView(policyVersion, terms, effectiveFrom, approved);
    }
}
