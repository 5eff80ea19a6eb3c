package dev.cauce.application.directory;

import dev.cauce.application.identity.ApiClient;
import dev.cauce.application.identity.FileRevocations;
import dev.cauce.contracts.identity.ApiClientRevoked;
import dev.cauce.contracts.identity.TenantClosed;
import dev.cauce.contracts.identity.TenantSuspended;
import dev.cauce.contracts.identity.UserDisabled;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * Refuses the tokens of who was kept out: of a client, of a user, of a whole tenant. An effect with a group of its own;
 * done twice it does no harm.
 */
@ProcessingGroup(TokenRevocation.GROUP)
@DisallowReplay
final class TokenRevocation {

    static final String GROUP = "token-revocation";

    private final FileRevocations revocations;

    TokenRevocation(FileRevocations revocations) {
        this.revocations = revocations;
    }

    @EventHandler
    void on(ApiClientRevoked event) {
        revocations.revokeTokensOf(event.tenantId().value() + ApiClient.SEPARATOR + event.apiClientId());
    }

    @EventHandler
    void on(UserDisabled event) {
        revocations.revokeTokensOfSubject(
                event.tenantId().value(), event.userId().value());
    }

    @EventHandler
    void on(TenantSuspended event) {
        revocations.revokeTokensOfTenant(event.managedTenantId().value());
    }

    @EventHandler
    void on(TenantClosed event) {
        revocations.revokeTokensOfTenant(event.managedTenantId().value());
    }
}
