package dev.cauce.contracts.model;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** No model could be trained; the code says why. */
@Revision("1")
public record ChurnTrainingFailed(TenantId tenantId, String trainingId, String code) implements ModelEvent {}
