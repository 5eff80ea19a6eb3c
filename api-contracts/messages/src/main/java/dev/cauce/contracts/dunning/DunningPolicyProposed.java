package dev.cauce.contracts.dunning;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Terms were proposed. */
@Revision("1")
public record DunningPolicyProposed(
        TenantId tenantId, String policyVersion, DunningTerms terms, Instant effectiveFrom, String proposedBy)
        implements DunningPolicyEvent {}
