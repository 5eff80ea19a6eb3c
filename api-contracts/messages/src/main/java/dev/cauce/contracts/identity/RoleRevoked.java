package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Set;
import org.axonframework.serialization.Revision;

/** A user lost a role; {@code roles} are all that are left. */
@Revision("1")
public record RoleRevoked(TenantId tenantId, UserId userId, Role role, Set<Role> roles) implements UserEvent {}
