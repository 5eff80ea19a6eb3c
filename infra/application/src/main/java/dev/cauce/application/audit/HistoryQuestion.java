package dev.cauce.application.audit;

import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor asks the history for; every filter that is given must hold.
 *
 * @param tenantId whose history; nobody else's events ever match
 * @param kind the kind of stream, such as {@code account}
 * @param id the id of the stream within its tenant and kind
 * @param type the simple name of the event as it is called today
 * @param from recorded at this time or later
 * @param to recorded before this time
 */
public record HistoryQuestion(
        TenantId tenantId,
        @Nullable String kind,
        @Nullable String id,
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Keeps idempotency keys; left out unless asked for, since there is one beside each command's events. */
    static final String REQUEST = "request";

    private static final String REQUEST_EVENT = "RequestAnswered";

    /** Everything of a tenant. */
    public static HistoryQuestion of(TenantId tenantId) {
        return new HistoryQuestion(tenantId, null, null, null, null, null);
    }

    /** The one stream that can hold an answer, where kind and id are given. */
    Optional<String> stream() {
        return kind == null || id == null
                ? Optional.empty()
                : Optional.of(StreamId.of(kind, tenantId, id).value());
    }

    /** Whether a stream of this identifier can hold an answer. */
    boolean matchesStream(String identifier) {
        StreamName name = StreamName.of(identifier);
        return name != null
                && name.tenant().equals(tenantId.value())
                && (kind == null
                        ? !name.kind().equals(REQUEST) || REQUEST_EVENT.equals(type)
                        : kind.equals(name.kind()))
                && (id == null || id.equals(name.id()));
    }

    boolean matchesTime(Instant recordedAt) {
        return (from == null || !recordedAt.isBefore(from)) && (to == null || recordedAt.isBefore(to));
    }

    boolean matchesType(String simpleName) {
        return type == null || type.equals(simpleName);
    }

    /** The whole question, asked of an event as it is read. */
    boolean matches(EventMessage<?> event) {
        Map<String, ?> metadata = event.getMetaData();
        // A stream is its tenant's, whoever wrote to it: the operator begins the streams of a new tenant.
        return (event instanceof DomainEventMessage<?> domain
                        ? matchesStream(domain.getAggregateIdentifier())
                        : kind == null
                                && id == null
                                && tenantId.value()
                                        .equals(metadata.get(dev.cauce.contracts.metadata.MetadataKey.TENANT_ID)))
                && matchesTime(event.getTimestamp())
                && matchesType(event.getPayloadType().getSimpleName());
    }

    /** A stream's identifier in its parts. */
    record StreamName(String tenant, String kind, String id) {

        static @Nullable StreamName of(String identifier) {
            String[] parts = identifier.split("/", 3);
            return parts.length == 3 ? new StreamName(parts[0], parts[1], parts[2]) : null;
        }
    }
}
