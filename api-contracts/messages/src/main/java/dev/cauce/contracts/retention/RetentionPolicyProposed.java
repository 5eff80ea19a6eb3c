package dev.cauce.contracts.retention;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Terms were proposed; they hold nothing until they are approved. */
@Revision("1")
public record RetentionPolicyProposed(
        TenantId tenantId, String policyVersion, RetentionTerms terms, Instant effectiveFrom, String proposedBy)
        implements RetentionPolicyEvent {}
