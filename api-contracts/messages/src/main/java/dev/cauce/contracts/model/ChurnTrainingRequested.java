package dev.cauce.contracts.model;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A churn model is to be trained. */
@Revision("1")
public record ChurnTrainingRequested(TenantId tenantId, String trainingId, Instant asOf, int horizonDays)
        implements ModelEvent {}
