package dev.cauce.application.directory;

import dev.cauce.application.identity.ApiClient;
import dev.cauce.application.identity.ClientDirectory;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.identity.ApiClientRegistered;
import dev.cauce.contracts.identity.ApiClientRevoked;
import dev.cauce.contracts.identity.ApiClientSecretRotated;
import dev.cauce.contracts.identity.RoleGranted;
import dev.cauce.contracts.identity.RoleRevoked;
import dev.cauce.contracts.identity.TenantClosed;
import dev.cauce.contracts.identity.TenantResumed;
import dev.cauce.contracts.identity.TenantSuspended;
import dev.cauce.contracts.identity.UserDisabled;
import dev.cauce.contracts.identity.UserId;
import dev.cauce.contracts.identity.UserRegistered;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * API clients folded from their own events at each request for a token, and with them the user and the tenant that they
 * belong to. No view is asked: a client that was revoked a moment ago gets nothing.
 */
final class EventSourcedClients implements ClientDirectory {

    private static final Pattern NAME =
            Pattern.compile("(" + StreamId.PART + ")" + ApiClient.SEPARATOR + "(" + StreamId.PART + ")");

    private final EventStore events;

    EventSourcedClients(EventStore events) {
        this.events = events;
    }

    @Override
    public Optional<ApiClient> find(String clientId) {
        Matcher name = NAME.matcher(clientId);
        if (!name.matches()) {
            return Optional.empty();
        }
        TenantId tenant = new TenantId(name.group(1));
        Client client = new Client();
        each(StreamId.of("api-client", tenant, name.group(2)), client);
        ApiClientRegistered registered = client.registered;
        if (registered == null) {
            return Optional.empty();
        }
        Set<Role> roles = EnumSet.copyOf(registered.roles());
        boolean enabled = !client.revoked && comesIn(tenant);
        UserId userId = registered.userId();
        if (userId != null) {
            User user = new User();
            each(StreamId.of("user", tenant, userId), user);
            roles.retainAll(user.roles);
            enabled = enabled && !user.disabled;
        }
        return Optional.of(new ApiClient(
                clientId,
                tenant.value(),
                registered.subject(),
                roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).toList(),
                registered.accounts().stream().map(AccountId::value).sorted().toList(),
                client.secretHash,
                registered.strongLogin(),
                enabled,
                client.registeredAt));
    }

    /** A tenant of which the operator knows nothing was there before it began to keep a list. */
    private boolean comesIn(TenantId tenant) {
        Tenant standing = new Tenant();
        each(StreamId.of("tenant", TenantId.OPERATOR, tenant), standing);
        return !standing.keptOut;
    }

    private void each(StreamId stream, Consumer<DomainEventMessage<?>> step) {
        // Past any snapshot: what is wanted is in the events alone.
        DomainEventStream read = events.readEvents(stream.value(), 0);
        while (read.hasNext()) {
            step.accept(read.next());
        }
    }

    private static final class Client implements Consumer<DomainEventMessage<?>> {

        private @Nullable ApiClientRegistered registered;
        private Instant registeredAt = Instant.EPOCH;
        private String secretHash = "";
        private boolean revoked;

        @Override
        public void accept(DomainEventMessage<?> event) {
            switch (event.getPayload()) {
                case ApiClientRegistered made -> {
                    registered = made;
                    registeredAt = event.getTimestamp();
                    secretHash = made.secretHash();
                }
                case ApiClientSecretRotated rotated -> secretHash = rotated.secretHash();
                case ApiClientRevoked _ -> revoked = true;
                case null, default -> throw unknown(event);
            }
        }
    }

    private static final class User implements Consumer<DomainEventMessage<?>> {

        private Set<Role> roles = new HashSet<>();
        private boolean disabled;

        @Override
        public void accept(DomainEventMessage<?> event) {
            switch (event.getPayload()) {
                case UserRegistered registered -> roles = registered.roles();
                case RoleGranted granted -> roles = granted.roles();
                case RoleRevoked revoked -> roles = revoked.roles();
                case UserDisabled _ -> disabled = true;
                case null, default -> {
                    // Its erasure, which follows its disabling.
                }
            }
        }
    }

    private static final class Tenant implements Consumer<DomainEventMessage<?>> {

        private boolean keptOut;

        @Override
        public void accept(DomainEventMessage<?> event) {
            switch (event.getPayload()) {
                case TenantSuspended _, TenantClosed _ -> keptOut = true;
                case TenantResumed _ -> keptOut = false;
                case null, default -> {
                    // Its registration.
                }
            }
        }
    }

    private static IllegalStateException unknown(DomainEventMessage<?> event) {
        return new IllegalStateException("An event of no API client: " + event.getPayloadType());
    }
}
