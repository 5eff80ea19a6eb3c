package dev.cauce.command.identity;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import java.util.Collection;

/**
 * Which roles can be given to whom: no role of Cauce's own processes to anybody, the operator's in the operator's
 * tenant alone. Without this an administrator of a tenant could make itself the operator of all.
 */
final class GrantableRoles {

    private GrantableRoles() {}

    static void require(TenantId tenantId, Collection<Role> roles) {
        for (Role role : roles) {
            boolean grantable = switch (role) {
                case PROCESS -> false;
                case OPERATOR -> tenantId.equals(TenantId.OPERATOR);
                default -> true;
            };
            if (!grantable) {
                throw new Rejected(ErrorCode.ROLE_NOT_GRANTABLE, "The role " + role + " can be given to nobody here.");
            }
        }
    }
}
