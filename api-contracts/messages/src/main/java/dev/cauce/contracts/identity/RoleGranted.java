package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Set;
import org.axonframework.serialization.Revision;

/** A user got a role; {@code roles} are all it has now. */
@Revision("1")
public record RoleGranted(TenantId tenantId, UserId userId, Role role, Set<Role> roles) implements UserEvent {}
