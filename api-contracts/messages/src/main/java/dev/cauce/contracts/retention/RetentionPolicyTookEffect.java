package dev.cauce.contracts.retention;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** From now on risks are told apart by these thresholds. */
@Revision("1")
public record RetentionPolicyTookEffect(
        TenantId tenantId, String policyVersion, ChurnThresholds thresholds, Instant effectiveFrom)
        implements RetentionPolicyEvent {}
