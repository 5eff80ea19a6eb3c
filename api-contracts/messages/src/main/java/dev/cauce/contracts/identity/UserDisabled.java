package dev.cauce.contracts.identity;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The user is kept out from now on. */
@Revision("1")
public record UserDisabled(TenantId tenantId, UserId userId) implements UserEvent {}
