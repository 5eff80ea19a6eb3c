package dev.cauce.architecture.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.campaign.CampaignLaunched;
import dev.cauce.contracts.message.Event;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.upcasting.CampaignLaunchedNamesItsPolicy;
import dev.cauce.testsupport.SampleEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stored event is a schema. Each event and revision has an approved JSON in {@code approved-events}; what is written
 * now must equal it, and every form that was ever approved must load. A new event, or a new revision of one, is
 * approved by running with {@code -Dapprove=true}, which writes what is missing and overwrites nothing.
 */
class ApprovedEventsTest {

    private static final Path APPROVED = Path.of("src/test/resources/approved-events");
    private static final JsonMapper MAPPER = CauceJson.mapper()
            .rebuild()
            .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final EventUpcasterChain UPCASTERS =
            new EventUpcasterChain(List.of(new CampaignLaunchedNamesItsPolicy()));

    @TestFactory
    Stream<DynamicTest> everyEventIsWrittenAsApproved() throws IOException, ReflectiveOperationException {
        return SampleEvents.all().stream()
                .map(event -> DynamicTest.dynamicTest(file(event), () -> {
                    Path approved = APPROVED.resolve(file(event));
                    String written = MAPPER.writeValueAsString(event) + "\n";
                    if (Boolean.getBoolean("approve") && !Files.exists(approved)) {
                        Files.writeString(approved, written);
                    }
                    assertThat(approved).as("approve it with -Dapprove=true").exists();
                    assertThat(written).isEqualTo(Files.readString(approved));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyApprovedFormLoads() throws IOException {
        try (Stream<Path> files = Files.list(APPROVED)) {
            List<Path> approved = files.sorted().toList();
            assertThat(approved).isNotEmpty();
            return approved.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> load(file)));
        }
    }

    private static void load(Path file) throws IOException {
        Event event = loaded(file);
        assertThat(file.getFileName().toString()).startsWith(event.getClass().getName() + ".v");
        if (file.getFileName().toString().equals(file(event))) {
            assertThat(MAPPER.writeValueAsString(event) + "\n").isEqualTo(Files.readString(file));
        } else {
            // An old form: everything that it said is still said, whatever its upcaster added.
            JsonNode now = MAPPER.valueToTree(event);
            MAPPER.readTree(Files.readString(file))
                    .propertyStream()
                    .forEach(said ->
                            assertThat(now.get(said.getKey())).as(said.getKey()).isEqualTo(said.getValue()));
        }
    }

    private static Event loaded(Path file) throws IOException {
        String[] name = file.getFileName().toString().split("\\.");
        String revision = name[name.length - 2].substring(1);
        String type = String.join(".", List.of(name).subList(0, name.length - 2));
        Serializer serializer = CauceJson.serializer();
        GenericDomainEventEntry<byte[]> entry = new GenericDomainEventEntry<>(
                "Any",
                "demo/any/1",
                0,
                "event-1",
                Instant.EPOCH,
                type,
                revision,
                Files.readString(file).getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
        DomainEventMessage<?> loaded = EventStreamUtils.upcastAndDeserializeDomainEvents(
                        Stream.of(entry), serializer, UPCASTERS)
                .next();
        return (Event) loaded.getPayload();
    }

    @Test
    void aLaunchOfTheFirstRevisionNamesThePolicyThatWasTheOnlyOne() throws IOException {
        CampaignLaunched launched =
                (CampaignLaunched) loaded(APPROVED.resolve(CampaignLaunched.class.getName() + ".v1.json"));

        assertThat(launched.policyVersion()).isEqualTo(CampaignLaunchedNamesItsPolicy.ONLY_POLICY);
    }

    private static String file(Event event) {
        Revision revision = event.getClass().getAnnotation(Revision.class);
        assertThat(revision).as(event.getClass() + " states its revision").isNotNull();
        return event.getClass().getName() + ".v" + revision.value() + ".json";
    }
}
