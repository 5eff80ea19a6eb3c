package dev.cauce.contracts.dunning;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Terms were approved and hold from their time on for cases that open then. */
@Revision("1")
public record DunningPolicyApproved(TenantId tenantId, String policyVersion, Instant effectiveFrom, String approvedBy)
        implements DunningPolicyEvent {}
