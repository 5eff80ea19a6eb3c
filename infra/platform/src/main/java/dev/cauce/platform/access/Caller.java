package dev.cauce.platform.access;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as the verified token says.
 *
 * @param subject opaque id of the person or program
 * @param clientId opaque id of the application that acts for it
 * @param accounts ids of the accounts to which it is bound where it acts as a customer
 * @param strongLoginAt when the person last logged in strongly ({@code acr} and {@code auth_time}); null if never
 * @param tokenExpiresAt when the token ends, and with it every stream that it opened
 */
public record Caller(
        TenantId tenantId,
        String subject,
        String clientId,
        Set<Role> roles,
        Set<String> accounts,
        @Nullable Instant strongLoginAt,
        Instant tokenExpiresAt) {

    /** A caller who is bound to no account, and as a customer sees none. */
    public Caller(
            TenantId tenantId,
            String subject,
            String clientId,
            Set<Role> roles,
            @Nullable Instant strongLoginAt,
            Instant tokenExpiresAt) {
        this(tenantId, subject, clientId, roles, Set.of(), strongLoginAt, tokenExpiresAt);
    }

    /** How the caller stands on events: opaque ids alone. */
    public String actor() {
        return subject + "@" + clientId;
    }
}
