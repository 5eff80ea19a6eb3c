package dev.cauce.application.audit;

import dev.cauce.application.audit.History.Recorded;
import dev.cauce.application.audit.HistoryQuestion.StreamName;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.rest.model.AuditEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An event as the API shows it, in pages and, as a CloudEvent, in lines. */
final class AuditJson {

    private static final JsonMapper JSON = CauceJson.mapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final String SOURCE = "/cauce/";

    private AuditJson() {}

    static AuditEvent from(Recorded recorded) {
        EventMessage<?> event = recorded.event();
        Instant recordedAt = event.getTimestamp();
        String effectiveAt = text(event, MetadataKey.EFFECTIVE_AT);
        AuditEvent shown = new AuditEvent(
                        event.getIdentifier(),
                        event.getPayloadType().getSimpleName(),
                        revision(event.getPayloadType()),
                        recordedAt,
                        effectiveAt == null ? recordedAt : Instant.parse(effectiveAt),
                        orEmpty(text(event, MetadataKey.ACTOR)),
                        JSON.convertValue(event.getPayload(), FIELDS))
                .position(recorded.position())
                .onBehalfOf(text(event, MetadataKey.ON_BEHALF_OF))
                .correlationId(text(event, MetadataKey.CORRELATION_ID))
                .causationId(text(event, MetadataKey.CAUSATION_ID))
                .commandId(text(event, MetadataKey.COMMAND_ID))
                .idempotencyKey(text(event, MetadataKey.IDEMPOTENCY_KEY))
                .policyVersion(text(event, MetadataKey.POLICY_VERSION))
                .modelVersion(text(event, MetadataKey.MODEL_VERSION))
                .featureHash(text(event, MetadataKey.FEATURE_HASH));
        String propensity = text(event, MetadataKey.PROPENSITY);
        if (propensity != null) {
            shown.propensity(Double.valueOf(propensity));
        }
        if (text(event, MetadataKey.SIMULATED) != null) {
            shown.simulated(true);
        }
        if (event instanceof DomainEventMessage<?> domain) {
            shown.sequence(domain.getSequenceNumber());
            StreamName stream = StreamName.of(domain.getAggregateIdentifier());
            if (stream != null) {
                shown.aggregateType(stream.kind()).aggregateId(stream.id());
            }
        }
        return shown;
    }

    /** One line: CloudEvents 1.0, structured mode, without the line's end. */
    static byte[] line(AuditEvent event, String tenantId) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        String source = event.getAggregateType();
        attributes.put("specversion", "1.0");
        attributes.put("id", event.getEventId());
        attributes.put("source", SOURCE + (source == null ? "access" : source));
        attributes.put("type", "dev.cauce." + event.getType());
        attributes.put("subject", event.getAggregateId());
        attributes.put("time", event.getRecordedAt());
        attributes.put("datacontenttype", "application/json");
        attributes.put("dataschema", "urn:cauce:event:" + event.getType() + ":" + event.getRevision());
        attributes.put("sequence", text(event.getSequence()));
        attributes.put("position", text(event.getPosition()));
        attributes.put("tenantid", tenantId);
        attributes.put("actor", event.getActor());
        attributes.put("onbehalfof", event.getOnBehalfOf());
        attributes.put("correlationid", event.getCorrelationId());
        attributes.put("causationid", event.getCausationId());
        attributes.put("commandid", event.getCommandId());
        attributes.put("idempotencykey", event.getIdempotencyKey());
        attributes.put("effectiveat", event.getEffectiveAt());
        attributes.put("policyversion", event.getPolicyVersion());
        attributes.put("modelversion", event.getModelVersion());
        attributes.put("featurehash", event.getFeatureHash());
        attributes.put("propensity", text(event.getPropensity()));
        attributes.put("simulated", event.getSimulated());
        // An extension attribute of a CloudEvent is there with a value or not at all.
        attributes.values().removeIf(value -> value == null || value.equals(""));
        attributes.put("data", event.getPayload());
        return JSON.writeValueAsBytes(attributes);
    }

    private static String revision(Class<?> payloadType) {
        Revision revision = payloadType.getAnnotation(Revision.class);
        return revision == null ? "0" : revision.value();
    }

    /** A value of the metadata; null where there is none, or an empty one. */
    private static @Nullable String text(EventMessage<?> event, String key) {
        return event.getMetaData().get(key) instanceof String value && !value.isEmpty() ? value : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
