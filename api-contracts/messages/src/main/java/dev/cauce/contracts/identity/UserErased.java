package dev.cauce.contracts.identity;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The key of the user's personal data is destroyed. */
@Revision("1")
public record UserErased(TenantId tenantId, UserId userId, String subjectId) implements UserEvent {}
