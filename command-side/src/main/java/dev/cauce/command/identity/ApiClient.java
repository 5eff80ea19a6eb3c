package dev.cauce.command.identity;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.account.Accounts;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.identity.ApiClientId;
import dev.cauce.contracts.identity.ApiClientRegistered;
import dev.cauce.contracts.identity.ApiClientRevoked;
import dev.cauce.contracts.identity.ApiClientSecretRotated;
import dev.cauce.contracts.identity.RegisterApiClient;
import dev.cauce.contracts.identity.RevokeApiClient;
import dev.cauce.contracts.identity.RotateApiClientSecret;
import dev.cauce.contracts.identity.UserId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A program that asks the embedded issuer for tokens. Whether it gets one is decided there, from these events; its
 * secret is never here.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class ApiClient {

    @AggregateIdentifier
    private @Nullable String streamId;

    private boolean revoked;

    ApiClient() {}

    static StreamId streamOf(TenantId tenantId, ApiClientId apiClientId) {
        return StreamId.of("api-client", tenantId, apiClientId);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RegisterApiClient command, Accounts accounts, Users users) {
        if (streamId != null) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "There is an API client of this id.");
        }
        GrantableRoles.require(command.tenantId(), command.roles());
        if (command.roles().contains(Role.CUSTOMER) == command.accounts().isEmpty()) {
            throw new Rejected(
                    ErrorCode.INVALID_REQUEST, "accounts: a customer's client names its accounts, and no other does.");
        }
        for (AccountId account : command.accounts()) {
            accounts.require(command.tenantId(), account);
        }
        UserId user = command.userId();
        if (user != null) {
            users.requireEnabled(command.tenantId(), user);
        }
        apply(new ApiClientRegistered(
                command.tenantId(),
                command.apiClientId(),
                command.name(),
                user == null ? "client:" + command.apiClientId() : user.value(),
                command.roles(),
                command.accounts(),
                user,
                command.strongLogin(),
                command.secretHash()));
        return answer(command.apiClientId());
    }

    /** The client of a new tenant's first administrator. */
    void begin(TenantId tenantId, ApiClientId apiClientId, String secretHash) {
        if (streamId != null) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "There is something of this tenant already.");
        }
        apply(new ApiClientRegistered(
                tenantId,
                apiClientId,
                "First administrator",
                "client:" + apiClientId,
                Set.of(Role.ADMIN),
                Set.of(),
                null,
                true,
                secretHash));
    }

    @EventSourcingHandler
    void evolve(ApiClientRegistered event) {
        streamId = streamOf(event.tenantId(), event.apiClientId()).value();
    }

    @CommandHandler
    Answer decide(RotateApiClientSecret command) {
        if (revoked) {
            throw new Rejected(ErrorCode.API_CLIENT_IS_REVOKED, "The API client is revoked.");
        }
        apply(new ApiClientSecretRotated(command.tenantId(), command.apiClientId(), command.secretHash()));
        return answer(command.apiClientId());
    }

    /** The state holds no hash: whoever decides here has no use for it. */
    @EventSourcingHandler
    void evolve(ApiClientSecretRotated event) {
        revoked = false;
    }

    @CommandHandler
    Answer decide(RevokeApiClient command) {
        if (!revoked) {
            apply(new ApiClientRevoked(command.tenantId(), command.apiClientId()));
        }
        return answer(command.apiClientId());
    }

    @EventSourcingHandler
    void evolve(ApiClientRevoked event) {
        revoked = true;
    }

    private Answer answer(ApiClientId apiClientId) {
        return Answer.of("apiClientId", apiClientId, "status", revoked ? "REVOKED" : "ACTIVE");
    }
}
