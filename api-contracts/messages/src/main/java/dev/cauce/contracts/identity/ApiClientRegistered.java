package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Set;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An API client was made. {@code subject} is the opaque id that its tokens carry. */
@Revision("1")
public record ApiClientRegistered(
        TenantId tenantId,
        ApiClientId apiClientId,
        String name,
        String subject,
        Set<Role> roles,
        Set<AccountId> accounts,
        @Nullable UserId userId,
        boolean strongLogin,
        String secretHash)
        implements ApiClientEvent {}
