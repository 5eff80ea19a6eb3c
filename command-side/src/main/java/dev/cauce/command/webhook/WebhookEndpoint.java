package dev.cauce.command.webhook;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.webhook.ChangeWebhookEndpoint;
import dev.cauce.contracts.webhook.DisableWebhookEndpoint;
import dev.cauce.contracts.webhook.EnableWebhookEndpoint;
import dev.cauce.contracts.webhook.GiveUpWebhookEndpoint;
import dev.cauce.contracts.webhook.RegisterWebhookEndpoint;
import dev.cauce.contracts.webhook.RemoveWebhookEndpoint;
import dev.cauce.contracts.webhook.ReplayWebhookMessages;
import dev.cauce.contracts.webhook.RotateWebhookSecret;
import dev.cauce.contracts.webhook.TestWebhookEndpoint;
import dev.cauce.contracts.webhook.WebhookDisabling;
import dev.cauce.contracts.webhook.WebhookEndpointChanged;
import dev.cauce.contracts.webhook.WebhookEndpointDisabled;
import dev.cauce.contracts.webhook.WebhookEndpointEnabled;
import dev.cauce.contracts.webhook.WebhookEndpointId;
import dev.cauce.contracts.webhook.WebhookEndpointRegistered;
import dev.cauce.contracts.webhook.WebhookEndpointRemoved;
import dev.cauce.contracts.webhook.WebhookEventTypes;
import dev.cauce.contracts.webhook.WebhookReplayRequested;
import dev.cauce.contracts.webhook.WebhookSecretRotated;
import dev.cauce.contracts.webhook.WebhookTestRequested;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.webhook.WebhookAddresses;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An address that is told of events. What it is told, and when, is the deliveries'; its secret is sealed here too. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class WebhookEndpoint {

    /** How long a secret that was replaced signs too. */
    static final Duration OVERLAP = Duration.ofDays(1);

    @AggregateIdentifier
    private @Nullable String streamId;

    private String url = "";
    private Set<String> eventTypes = Set.of();
    private boolean disabled;
    private boolean removed;

    WebhookEndpoint() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RegisterWebhookEndpoint command, WebhookAddresses addresses) {
        if (streamId != null) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "There is, or was, an endpoint of this id.");
        }
        addresses.require(command.url());
        requireKnown(command.eventTypes());
        apply(new WebhookEndpointRegistered(
                command.tenantId(),
                command.endpointId(),
                command.url(),
                new TreeSet<>(command.eventTypes()),
                command.sealedSecret()));
        return answer(command.endpointId());
    }

    @EventSourcingHandler
    void evolve(WebhookEndpointRegistered event) {
        streamId = StreamId.of("webhook-endpoint", event.tenantId(), event.endpointId())
                .value();
        url = event.url();
        eventTypes = event.eventTypes();
    }

    @CommandHandler
    Answer decide(ChangeWebhookEndpoint command, WebhookAddresses addresses) {
        requireThere();
        addresses.require(command.url());
        requireKnown(command.eventTypes());
        if (!url.equals(command.url()) || !eventTypes.equals(command.eventTypes())) {
            apply(new WebhookEndpointChanged(
                    command.tenantId(), command.endpointId(), command.url(), new TreeSet<>(command.eventTypes())));
        }
        return answer(command.endpointId());
    }

    @EventSourcingHandler
    void evolve(WebhookEndpointChanged event) {
        url = event.url();
        eventTypes = event.eventTypes();
    }

    @CommandHandler
    Answer decide(RotateWebhookSecret command, Clock clock) {
        requireThere();
        apply(new WebhookSecretRotated(
                command.tenantId(),
                command.endpointId(),
                command.sealedSecret(),
                clock.instant().plus(OVERLAP)));
        return answer(command.endpointId());
    }

    /** No decision depends on the secret. */
    @EventSourcingHandler
    void evolve(WebhookSecretRotated event) {
        removed = false;
    }

    @CommandHandler
    Answer decide(DisableWebhookEndpoint command) {
        requireThere();
        disable(command.endpointId(), command.tenantId(), WebhookDisabling.REQUESTED);
        return answer(command.endpointId());
    }

    /** Repeated, or too late, it changes nothing. */
    @CommandHandler
    Answer decide(GiveUpWebhookEndpoint command) {
        if (!removed) {
            disable(command.endpointId(), command.tenantId(), command.reason());
        }
        return answer(command.endpointId());
    }

    private void disable(
            WebhookEndpointId endpointId, dev.cauce.contracts.tenant.TenantId tenantId, WebhookDisabling reason) {
        if (!disabled) {
            apply(new WebhookEndpointDisabled(tenantId, endpointId, reason));
        }
    }

    @EventSourcingHandler
    void evolve(WebhookEndpointDisabled event) {
        disabled = true;
    }

    @CommandHandler
    Answer decide(EnableWebhookEndpoint command) {
        requireThere();
        if (disabled) {
            apply(new WebhookEndpointEnabled(command.tenantId(), command.endpointId()));
        }
        return answer(command.endpointId());
    }

    @EventSourcingHandler
    void evolve(WebhookEndpointEnabled event) {
        disabled = false;
    }

    @CommandHandler
    Answer decide(RemoveWebhookEndpoint command) {
        if (!removed) {
            apply(new WebhookEndpointRemoved(command.tenantId(), command.endpointId()));
        }
        return answer(command.endpointId());
    }

    @EventSourcingHandler
    void evolve(WebhookEndpointRemoved event) {
        removed = true;
    }

    @CommandHandler
    Answer decide(TestWebhookEndpoint command) {
        requireEnabled();
        apply(new WebhookTestRequested(command.tenantId(), command.endpointId()));
        return answer(command.endpointId());
    }

    /** Sending is no state of the endpoint. */
    @EventSourcingHandler
    void evolve(WebhookTestRequested event) {
        disabled = false;
    }

    @CommandHandler
    Answer decide(ReplayWebhookMessages command, Clock clock) {
        requireEnabled();
        long given = Stream.of(command.messageId(), command.since(), command.fromPosition())
                .filter(java.util.Objects::nonNull)
                .count();
        if (given != 1) {
            throw new Rejected(
                    ErrorCode.WEBHOOK_REPLAY_UNCLEAR, "Name one of messageId, since and fromPosition, and only one.");
        }
        if (command.since() != null && command.since().isAfter(clock.instant())) {
            throw new Rejected(ErrorCode.DATE_IN_FUTURE, "since is in the future.");
        }
        apply(new WebhookReplayRequested(
                command.tenantId(),
                command.endpointId(),
                command.messageId(),
                command.since(),
                command.fromPosition()));
        return answer(command.endpointId());
    }

    /** Sending is no state of the endpoint. */
    @EventSourcingHandler
    void evolve(WebhookReplayRequested event) {
        disabled = false;
    }

    private void requireThere() {
        if (removed) {
            throw new Rejected(ErrorCode.WEBHOOK_ENDPOINT_REMOVED, "The endpoint was removed.");
        }
    }

    private void requireEnabled() {
        requireThere();
        if (disabled) {
            throw new Rejected(ErrorCode.WEBHOOK_ENDPOINT_DISABLED, "The endpoint is disabled; enable it first.");
        }
    }

    private static void requireKnown(Set<String> selectors) {
        for (String selector : selectors) {
            if (!WebhookEventTypes.known(selector)) {
                throw new Rejected(
                        ErrorCode.WEBHOOK_EVENT_TYPE_UNKNOWN,
                        "An event type, or a prefix of one, is not among those of GET /v1/webhook-event-types.");
            }
        }
    }

    private Answer answer(WebhookEndpointId endpointId) {
        return Answer.of("endpointId", endpointId, "status", removed ? "REMOVED" : disabled ? "DISABLED" : "ENABLED");
    }
}
