package dev.cauce.platform.personaldata;

import dev.cauce.contracts.personaldata.Redaction;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.personaldata.PersonalDataUnreadable.Reason;
import dev.cauce.platform.personaldata.PersonalRecord.Component;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Axon's Jackson serializer, with the personal components of events encrypted; for whatever stores or carries events
 * (event store, Axon Server, dead letters).
 *
 * <p>An {@link dev.cauce.contracts.message.Event} record with components marked
 * {@link dev.cauce.contracts.personaldata.PersonalData} is written with each such component as one text
 * {@code cauce:pd:1:<base64url(iv|ciphertext|tag)>}, under the key of its subject. The name of the component is part of
 * what is authenticated; a renamed component lists its old names in {@code @JsonAlias}. Upcasters see the encrypted
 * text and may move it along with its subject and tenant, not look into it.
 *
 * <p>An event about a subject that is already erased is written with redactions and not refused: processes that were
 * under way, a redelivery or a dead letter end as they would have, and nothing personal comes back. On reading, what an
 * erased subject's key encrypted is a redaction, {@code null} stays {@code null}, text that was stored before its
 * component was marked is read as it is, and a value that does not fit its key is a {@link PersonalDataUnreadable}.
 */
public final class PersonalDataSerializer implements Serializer {

    private final Jackson3Serializer plain;
    private final ObjectMapper mapper;
    private final SubjectKeys keys;

    /** Told of a value that cannot be read; null where that is a failure. */
    private final @Nullable Consumer<String> unreadable;

    public PersonalDataSerializer(Jackson3Serializer plain, SubjectKeys keys) {
        this(plain, keys, null);
    }

    private PersonalDataSerializer(Jackson3Serializer plain, SubjectKeys keys, @Nullable Consumer<String> unreadable) {
        this.unreadable = unreadable;
        this.plain = plain;
        this.mapper = plain.getObjectMapper();
        this.keys = keys;
    }

    /**
     * The same for whoever only shows events: one value that does not open is shown as a redaction and told of, and
     * does not hide all the others. Never for what projects events or decides by them, which would take damage for an
     * erasure.
     *
     * @param told the event's type and the component, for each such value
     */
    public PersonalDataSerializer showingWhatItCan(Consumer<String> told) {
        return new PersonalDataSerializer(plain, keys, told);
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        Optional<PersonalRecord> marks = object == null ? Optional.empty() : PersonalRecord.of(object.getClass());
        if (object == null || marks.isEmpty()) {
            return plain.serialize(object, representation);
        }
        try {
            ObjectNode tree = mapper.valueToTree(object);
            seal(object, tree, marks.get());
            return new SimpleSerializedObject<>(
                    represented(tree, representation), representation, plain.typeForClass(object.getClass()));
        } catch (JacksonException e) {
            throw malformed("write", object.getClass().getName(), e);
        }
    }

    private void seal(Object event, ObjectNode tree, PersonalRecord marks) {
        List<Component> present =
                marks.personal().stream().filter(each -> each.of(event) != null).toList();
        if (present.isEmpty()) {
            return;
        }
        String tenant = identifier(marks.tenant(), marks.tenant().of(event), event.getClass());
        String subject = identifier(marks.subject(), marks.subject().of(event), event.getClass());
        Optional<SecretKey> key = keys.getOrCreate(new TenantId(tenant), subject);
        for (Component each : present) {
            JsonNode value = tree.get(each.name());
            if (value == null) {
                throw new PersonalDataUnreadable(
                        Reason.PAYLOAD_MALFORMED,
                        "component '" + each.name() + "' of " + event.getClass().getName()
                                + " is not in its JSON under its own name");
            }
            tree.set(
                    each.name(),
                    key.map(k -> sealed(k, tenant, subject, each, value)).orElseGet(() -> redaction(each)));
        }
    }

    private JsonNode sealed(SecretKey key, String tenant, String subject, Component component, JsonNode value) {
        return mapper.getNodeFactory()
                .stringNode(SealedField.seal(key, tenant, subject, component.name(), mapper.writeValueAsBytes(value)));
    }

    private JsonNode redaction(Component component) {
        return component.isText()
                ? mapper.getNodeFactory().stringNode(Redaction.MARKER)
                : mapper.createObjectNode().put("redacted", true);
    }

    private <T> T represented(ObjectNode tree, Class<T> representation) {
        if (representation.isInstance(tree)) {
            return representation.cast(tree);
        }
        if (representation == String.class) {
            return representation.cast(mapper.writeValueAsString(tree));
        }
        return plain.getConverter().convert(mapper.writeValueAsBytes(tree), representation);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as Axon declares it
    public <S, T> T deserialize(SerializedObject<S> stored) {
        Optional<PersonalRecord> marks = PersonalRecord.of(plain.classForType(stored.getType()));
        if (marks.isEmpty()) {
            return plain.deserialize(stored);
        }
        String type = stored.getType().getName();
        try {
            if (!(tree(stored) instanceof ObjectNode tree)) {
                throw new PersonalDataUnreadable(Reason.PAYLOAD_MALFORMED, "the payload of " + type + " is no object");
            }
            // An upcaster may still hold the tree that came in.
            ObjectNode opened = mapper.createObjectNode();
            opened.setAll(tree);
            open(opened, marks.get(), type);
            return plain.deserialize(new SimpleSerializedObject<>(opened, JsonNode.class, stored.getType()));
        } catch (JacksonException e) {
            throw malformed("read", type, e);
        } catch (PersonalDataUnreadable e) {
            throw e;
        } catch (SerializationException e) {
            throw malformed("read", type, e);
        }
    }

    private JsonNode tree(SerializedObject<?> stored) {
        return stored.getData() instanceof JsonNode node
                ? node
                : mapper.readTree(
                        plain.getConverter().convert(stored, byte[].class).getData());
    }

    private void open(ObjectNode tree, PersonalRecord marks, String type) {
        Found found = null;
        for (Component each : marks.personal()) {
            for (String name : each.names()) {
                JsonNode value = tree.get(name);
                if (value != null && value.isString() && SealedField.isSealed(value.stringValue())) {
                    try {
                        found = found == null ? find(tree, marks, type) : found;
                        tree.set(name, opened(found, each, value.stringValue()));
                    } catch (PersonalDataUnreadable | KeyringFault damaged) {
                        if (unreadable == null) {
                            throw damaged;
                        }
                        unreadable.accept(type + "." + each.name());
                        tree.set(name, redaction(each));
                    }
                }
            }
        }
    }

    private record Found(Optional<SecretKey> key, String tenant, String subject) {}

    private Found find(ObjectNode tree, PersonalRecord marks, String type) {
        String tenant = identifier(tree, marks.tenant(), type);
        String subject = identifier(tree, marks.subject(), type);
        return new Found(keys.find(new TenantId(tenant), subject), tenant, subject);
    }

    private JsonNode opened(Found found, Component component, String stored) {
        return found.key()
                .map(key -> mapper.readTree(
                        SealedField.open(key, found.tenant(), found.subject(), component.names(), stored)))
                .orElseGet(() -> redaction(component));
    }

    private static String identifier(Component component, @Nullable Object value, Class<?> type) {
        if (value == null) {
            throw missing(component, type.getName());
        }
        return value.toString();
    }

    /** The component's {@code toString}, as it was when the event was written. */
    private String identifier(ObjectNode tree, Component component, String type) {
        for (String name : component.names()) {
            JsonNode value = tree.get(name);
            if (value != null && !value.isNull()) {
                return component.isText() && value.isString()
                        ? value.stringValue()
                        : mapper.treeToValue(value, component.type()).toString();
            }
        }
        throw missing(component, type);
    }

    private static PersonalDataUnreadable missing(Component component, String type) {
        return new PersonalDataUnreadable(
                Reason.SUBJECT_MISSING,
                "'" + component.name() + "' of " + type + " is absent, by which its key would be found");
    }

    /** Names the component and the kind of failure; Jackson's own message may quote a value or a map's key. */
    private static PersonalDataUnreadable malformed(String what, String type, Exception e) {
        Throwable cause = e instanceof JacksonException || e.getCause() == null ? e : e.getCause();
        String where = cause instanceof JacksonException json
                        && !json.getPath().isEmpty()
                        && json.getPath().getFirst().getPropertyName() != null
                ? " at component '" + json.getPath().getFirst().getPropertyName() + "'"
                : "";
        return new PersonalDataUnreadable(
                Reason.PAYLOAD_MALFORMED,
                "cannot " + what + " " + type + where + " (" + cause.getClass().getSimpleName() + ")");
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return plain.canSerializeTo(representation);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        return plain.classForType(type);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Axon declares it
    public SerializedType typeForClass(@Nullable Class type) {
        return plain.typeForClass(type);
    }

    @Override
    public Converter getConverter() {
        return plain.getConverter();
    }
}
