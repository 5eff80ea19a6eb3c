package dev.cauce.contracts.retention;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Another person approved the terms. */
@Revision("1")
public record RetentionPolicyApproved(TenantId tenantId, String policyVersion, Instant effectiveFrom, String approvedBy)
        implements RetentionPolicyEvent {}
