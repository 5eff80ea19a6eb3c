package dev.cauce.contracts.model;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A churn model was trained and is the current one. */
@Revision("1")
public record ChurnModelTrained(
        TenantId tenantId, String trainingId, String modelVersion, Instant asOf, int horizonDays, long rows, double auc)
        implements ModelEvent {}
