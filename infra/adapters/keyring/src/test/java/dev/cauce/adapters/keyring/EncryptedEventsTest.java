package dev.cauce.adapters.keyring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.personaldata.DataSubject;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.personaldata.Redactable;
import dev.cauce.contracts.personaldata.Redaction;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.contracts.ticket.TicketRated;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.personaldata.Aes256Gcm;
import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.personaldata.PersonalDataSerializer;
import dev.cauce.platform.personaldata.PersonalDataUnreadable;
import dev.cauce.platform.personaldata.PersonalDataUnreadable.Reason;
import dev.cauce.testsupport.SampleEvents;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EncryptedEventsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    record Named(
            TenantId tenantId,
            @DataSubject String subject,
            @PersonalData String name,
            @PersonalData String other) implements Event {}

    record FullyNamed(
            TenantId tenantId,
            @DataSubject String subject,
            @PersonalData @JsonAlias("name") String fullName) implements Event {}

    record Reshaped(
            TenantId tenantId,
            @DataSubject String subject,
            @PersonalData Attributes name) implements Event {}

    record Hidden(
            TenantId tenantId,
            @DataSubject String subject,
            @PersonalData @JsonProperty("alias") String name) implements Event {}

    @TempDir
    private Path folder;

    private Keyring keyring;
    private PersonalDataSerializer serializer;

    @BeforeEach
    void open() {
        keyring = Keyring.embedded(folder);
        serializer = new PersonalDataSerializer(CauceJson.serializer(), keyring);
    }

    @AfterEach
    void close() {
        keyring.close();
    }

    private static Named ada() {
        return new Named(ACME, "a-1", "Ada", "Ada");
    }

    private ObjectNode tree(Object event) {
        return serializer.serialize(event, ObjectNode.class).getData();
    }

    private <T> T read(JsonNode tree, Class<T> type) {
        return serializer.deserialize(
                new SimpleSerializedObject<>(tree, JsonNode.class, serializer.typeForClass(type)));
    }

    private Object roundTrip(Object object) {
        return serializer.deserialize(serializer.serialize(object, byte[].class));
    }

    private void assertUnreadable(Reason reason, JsonNode tree, Class<?> type) {
        assertThatThrownBy(() -> read(tree, type)).isInstanceOfSatisfying(PersonalDataUnreadable.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.getMessage()).doesNotContain("Ada");
            assertThat(e).hasNoCause();
        });
    }

    @Test
    void everyEventOfTheContractsComesBackAsItWas() throws Exception {
        for (Event event : SampleEvents.all()) {
            for (Class<?> form : List.of(byte[].class, String.class, JsonNode.class, ObjectNode.class)) {
                SerializedObject<?> stored = serializer.serialize(event, form);

                Object read = serializer.deserialize(stored);

                assertThat(stored.getContentType()).isEqualTo(form);
                assertThat(read).as(form + " of " + event.getClass()).isEqualTo(event);
            }
        }
    }

    @Test
    void noMarkedComponentOfAnyEventIsStoredInTheClear() throws Exception {
        for (Event event : SampleEvents.all()) {
            String stored = serializer.serialize(event, String.class).getData();
            for (RecordComponent each : marked(event)) {
                assertThat(stored)
                        .as(event.getClass().getName())
                        .doesNotContain("\"text-of-" + each.getName() + "\"")
                        .contains("\"" + each.getName() + "\":\"cauce:pd:1:");
            }
        }
    }

    @Test
    void everyEventOfAnErasedSubjectReadsAsRedactedAndKeepsTheRest() throws Exception {
        for (Event event : SampleEvents.all()) {
            if (marked(event).isEmpty()) {
                continue;
            }
            SerializedObject<byte[]> stored = serializer.serialize(event, byte[].class);
            keyring.destroy(event.tenantId(), subject(event), NOON);

            Object read = serializer.deserialize(stored);
            Object late = serializer.deserialize(serializer.serialize(event, byte[].class));

            assertThat(late).as("written after the erasure").isEqualTo(read);
            for (RecordComponent each : event.getClass().getRecordComponents()) {
                Object was = each.getAccessor().invoke(event);
                Object is = each.getAccessor().invoke(read);
                if (!each.isAnnotationPresent(PersonalData.class)) {
                    assertThat(is).isEqualTo(was);
                } else if (each.getType() == String.class) {
                    assertThat(is).isEqualTo(Redaction.MARKER);
                } else {
                    assertThat(((Redactable) is).redacted()).isTrue();
                }
            }
        }
    }

    private static List<RecordComponent> marked(Event event) {
        return Arrays.stream(event.getClass().getRecordComponents())
                .filter(each -> each.isAnnotationPresent(PersonalData.class))
                .toList();
    }

    private static String subject(Event event) throws ReflectiveOperationException {
        for (RecordComponent each : event.getClass().getRecordComponents()) {
            if (each.isAnnotationPresent(DataSubject.class)) {
                return each.getAccessor().invoke(event).toString();
            }
        }
        throw new IllegalStateException("no subject in " + event.getClass());
    }

    @Test
    void theStoredFormIsTheDocumentedOne() {
        String stored = tree(ada()).get("name").stringValue();
        byte[] sealed = Base64.getUrlDecoder().decode(stored.substring("cauce:pd:1:".length()));

        assertThat(stored).startsWith("cauce:pd:1:").doesNotContain("=");
        assertThat(Aes256Gcm.open(keyring.find(ACME, "a-1").orElseThrow(), sealed, "acme|a-1|name".getBytes(UTF_8)))
                .contains("\"Ada\"".getBytes(UTF_8));
    }

    @Test
    void absentPersonalDataStaysAbsentAndNeedsNoKey() {
        TicketRated rated = new TicketRated(ACME, new TicketId("t-1"), null, "a-1", 5, null, null);

        Object read = serializer.deserialize(serializer.serialize(rated, byte[].class));

        assertThat(read).isEqualTo(rated);
        assertThatThrownBy(() -> keyring.find(ACME, "a-1")).isInstanceOf(KeyringFault.class);
        keyring.destroy(ACME, "a-1", NOON);
        assertThat(roundTrip(rated)).isEqualTo(rated);
    }

    @Test
    void textThatLooksLikeOurOwnFormsIsOnlyText() {
        for (String text :
                List.of("", "cauce:pd:1:AAAA", "cauce:pd:9:x", Redaction.MARKER, "{\"redacted\":true}", "\"")) {
            Named event = new Named(ACME, "a-1", text, "x");

            assertThat(roundTrip(event)).isEqualTo(event);
        }
    }

    @Test
    void textStoredBeforeItsComponentWasMarkedIsReadAsItIs() {
        ObjectNode tree = tree(ada());
        tree.put("name", "Grace");

        assertThat(read(tree, Named.class).name()).isEqualTo("Grace");
    }

    @Test
    void aValueMovedToAnotherFieldSubjectOrTenantIsRefused() {
        keyring.getOrCreate(ACME, "a-2");
        keyring.getOrCreate(new TenantId("other"), "a-1");
        Map<String, Consumer<ObjectNode>> moves = Map.of(
                "field", tree -> tree.set("name", tree.get("other")),
                "subject", tree -> tree.put("subject", "a-2"),
                "tenant", tree -> tree.put("tenantId", "other"));

        moves.forEach((what, move) -> {
            ObjectNode tree = tree(ada());
            move.accept(tree);
            assertUnreadable(Reason.TAMPERED, tree, Named.class);
        });
    }

    @Test
    void aValueOfAnotherSubjectsEventIsRefused() {
        ObjectNode grace = tree(new Named(ACME, "a-2", "Grace", "x"));
        ObjectNode tree = tree(ada());
        tree.set("name", grace.get("name"));

        assertUnreadable(Reason.TAMPERED, tree, Named.class);
    }

    @Test
    void whoOnlyShowsEventsSeesTheRestOfOneWithADamagedValue() {
        List<String> told = new ArrayList<>();
        PersonalDataSerializer showing = serializer.showingWhatItCan(told::add);
        ObjectNode altered = tree(ada());
        String sealed = altered.get("name").stringValue();
        altered.put("name", sealed.substring(0, sealed.length() - 4));
        ObjectNode keyless = tree(ada());
        keyless.put("subject", "a-stranger");

        for (ObjectNode stored : List.of(altered, keyless)) {
            Named shown = showing.deserialize(
                    new SimpleSerializedObject<>(stored, JsonNode.class, serializer.typeForClass(Named.class)));
            assertThat(shown.name()).isEqualTo(Redaction.MARKER);
            assertThat(shown.other()).isEqualTo(stored == altered ? "Ada" : Redaction.MARKER);
        }
        assertThat(told).hasSize(3).allMatch(what -> what.contains("Named.") && !what.contains("Ada"));
        assertUnreadable(Reason.TAMPERED, altered, Named.class);
    }

    @Test
    void anAlteredValueIsAnErrorAndNoRedaction() {
        String sealed = tree(ada()).get("name").stringValue();
        List<Function<String, String>> alterations = List.of(
                text -> text.substring(0, 20) + (text.charAt(20) == 'A' ? 'B' : 'A') + text.substring(21),
                text -> text.substring(0, text.length() - 4),
                text -> "cauce:pd:1:",
                text -> text + "!");

        for (Function<String, String> alteration : alterations) {
            ObjectNode tree = tree(ada());
            tree.put("name", alteration.apply(sealed));
            assertUnreadable(Reason.TAMPERED, tree, Named.class);
        }
    }

    @Test
    void aFormatOfTheFutureIsAnErrorAndNoName() {
        ObjectNode tree = tree(ada());
        tree.put("name", "cauce:pd:2:AAAA");

        assertUnreadable(Reason.FORMAT_UNKNOWN, tree, Named.class);
    }

    @Test
    void aPayloadWithoutItsSubjectOrTenantIsAnError() {
        for (String missing : List.of("subject", "tenantId")) {
            ObjectNode tree = tree(ada());
            tree.remove(missing);
            assertUnreadable(Reason.SUBJECT_MISSING, tree, Named.class);
            tree.putNull(missing);
            assertUnreadable(Reason.SUBJECT_MISSING, tree, Named.class);
        }
        assertThatThrownBy(() -> tree(new Named(ACME, null, "Ada", null)))
                .isInstanceOf(PersonalDataUnreadable.class)
                .hasMessageNotContaining("Ada");
    }

    @Test
    void aPayloadThatDoesNotFitItsClassIsNamedWithoutItsContent() {
        assertUnreadable(Reason.PAYLOAD_MALFORMED, tree(ada()), Reshaped.class);
        assertUnreadable(Reason.PAYLOAD_MALFORMED, CauceJson.mapper().readTree("\"Ada\""), Named.class);
        assertThatThrownBy(() -> serializer.deserialize(new SimpleSerializedObject<>(
                        "{\"name\":\"Ada\"".getBytes(UTF_8), byte[].class, serializer.typeForClass(Named.class))))
                .isInstanceOf(PersonalDataUnreadable.class)
                .hasMessageNotContaining("Ada");
    }

    @Test
    void aComponentThatItsJsonHidesUnderAnotherNameIsNeverStored() {
        assertThatThrownBy(() -> tree(new Hidden(ACME, "a-1", "Ada")))
                .isInstanceOf(PersonalDataUnreadable.class)
                .hasMessageContaining("not in its JSON under its own name");
    }

    @Test
    void aRenamedComponentReadsWhatItsOldNameStored() {
        assertThat(read(tree(ada()), FullyNamed.class).fullName()).isEqualTo("Ada");

        ObjectNode renamed = tree(ada());
        renamed.set("fullName", renamed.remove("name"));
        assertThat(read(renamed, FullyNamed.class).fullName()).isEqualTo("Ada");

        keyring.destroy(ACME, "a-1", NOON);
        assertThat(read(renamed, FullyNamed.class).fullName()).isEqualTo(Redaction.MARKER);
    }

    @Test
    void upcastersWorkOnTheEncryptedTree() {
        AccountRegistered registered = new AccountRegistered(
                ACME,
                new AccountId("a-1"),
                "Ada Ltd",
                null,
                "ada@example.invalid",
                "print",
                "Europe/Madrid",
                null,
                Origin.values()[0],
                null,
                Attributes.of(Map.of("hobby", "whist")));
        DomainEventMessage<?> message = new GenericDomainEventMessage<>("account", "acme/account/a-1", 0, registered);
        GenericDomainEventEntry<byte[]> entry = new GenericDomainEventEntry<>(
                message.getType(),
                message.getAggregateIdentifier(),
                message.getSequenceNumber(),
                message.getIdentifier(),
                message.getTimestamp(),
                AccountRegistered.class.getName(),
                "0",
                serializer.serialize(registered, byte[].class).getData(),
                serializer.serialize(message.getMetaData(), byte[].class).getData());

        DomainEventStream events =
                EventStreamUtils.upcastAndDeserializeDomainEvents(Stream.of(entry), serializer, new CountryAdded());

        AccountRegistered read = (AccountRegistered) events.next().getPayload();
        assertThat(read.country()).isEqualTo("ES");
        assertThat(read.email()).isEqualTo("ada@example.invalid");
        assertThat(read.attributes()).isEqualTo(registered.attributes());
    }

    private static final class CountryAdded extends SingleEventUpcaster {

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return "0".equals(event.getType().getRevision());
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            SerializedType next = new SimpleSerializedType(event.getType().getName(), "1");
            return event.upcastPayload(next, JsonNode.class, node -> {
                ((ObjectNode) node).put("country", "ES");
                return node;
            });
        }
    }

    @Test
    void whatIsReadIsNotWrittenIntoTheTreeThatWasGiven() {
        ObjectNode tree = tree(ada());
        ObjectNode before = tree.deepCopy();

        read(tree, Named.class);

        assertThat(tree).isEqualTo(before);
    }

    @Test
    void everythingElseIsAxonsOwnAffair() {
        assertThat(roundTrip(null)).isNull();
        assertThat(roundTrip(Map.of("a", 1))).isEqualTo(Map.of("a", 1));
        Object unknown = serializer.deserialize(new SimpleSerializedObject<>(
                "{}".getBytes(UTF_8), byte[].class, new SimpleSerializedType("dev.cauce.Gone", "1")));
        assertThat(unknown).isInstanceOf(UnknownSerializedType.class);
        assertThat(serializer.canSerializeTo(JsonNode.class)).isTrue();
        assertThat(serializer.getConverter().convert("{}", byte[].class)).isEqualTo("{}".getBytes(UTF_8));
    }
}
