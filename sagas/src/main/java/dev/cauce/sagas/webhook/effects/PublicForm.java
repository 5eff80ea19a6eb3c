package dev.cauce.sagas.webhook.effects;

import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.platform.messaging.CauceJson;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as endpoints get it: {@code {"type", "timestamp", "data"}}. The data is what the audit shows of the event
 * without its tenant, without anything personal (an endpoint that needs it reads it through the API, where reading
 * leaves a trace and erasure holds), and without what is a secret or a key to something personal.
 */
final class PublicForm {

    private static final JsonMapper JSON = CauceJson.mapper();
    private static final Set<String> WITHHELD = Set.of(
            "tenantId",
            "emailFingerprint",
            "gatewayToken",
            "cardFingerprint",
            "idempotencyKey",
            "sealedSecret",
            "secretHash");

    private static final ClassValue<Set<String>> LEFT_OUT = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            return components == null
                    ? WITHHELD
                    : Arrays.stream(components)
                            .filter(component -> component.isAnnotationPresent(PersonalData.class)
                                    || WITHHELD.contains(component.getName()))
                            .map(RecordComponent::getName)
                            .collect(java.util.stream.Collectors.toUnmodifiableSet());
        }
    };

    private PublicForm() {}

    /** The bytes that are signed and sent, the same each time. */
    static String of(String type, Instant recordedAt, Object event) {
        ObjectNode data = JSON.valueToTree(event);
        LEFT_OUT.get(event.getClass()).forEach(data::remove);
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("type", type);
        envelope.put("timestamp", recordedAt.toString());
        envelope.set("data", data);
        return JSON.writeValueAsString(envelope);
    }

    /** The id of the message that tells an endpoint of an event: always the same, and without a full stop. */
    static String messageId(String tenantId, String endpointId, String eventId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((tenantId + "|" + endpointId + "|" + eventId).getBytes(StandardCharsets.UTF_8));
            return "msg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("Every Java runtime has SHA-256", cause);
        }
    }
}
