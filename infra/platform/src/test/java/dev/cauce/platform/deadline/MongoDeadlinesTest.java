package dev.cauce.platform.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.messaging.MessageLineage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.deadline.GenericDeadlineMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.ScopeAware;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoDeadlinesTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final ScopeDescriptor SAGA = new SagaScopeDescriptor("OnboardingSaga", "saga-1");
    private static final ScopeDescriptor OTHER_SAGA = new SagaScopeDescriptor("OnboardingSaga", "saga-2");

    record Due(int number) {}

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client =
            MongoClients.create("mongodb:/" + server.bind() + "/?serverSelectionTimeoutMS=5000");
    private final MongoCollection<Document> collection =
            client.getDatabase("test").getCollection("deadlines");
    private final StepClock business = new StepClock();
    private final StepClock system = new StepClock();
    private final Handler handler = new Handler();
    private final MongoDeadlines deadlines = deadlines();

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void firesByTheBusinessClockAndNotBefore() {
        deadlines.schedule(START.plus(Duration.ofDays(2)), "follow-up", new Due(1), SAGA);
        system.step(Duration.ofDays(30));

        assertThat(deadlines.fireDue()).isZero();
        business.step(Duration.ofDays(2));
        assertThat(deadlines.fireDue()).isEqualTo(1);
        assertThat(deadlines.fireDue()).isZero();

        assertThat(handler.received).hasSize(1);
        assertThat(handler.received.getFirst().getPayload()).isEqualTo(new Due(1));
        assertThat(handler.scopes).containsExactly(SAGA);
        assertThat(deadlines.pending()).isZero();
    }

    @Test
    void firesOneThatWasPutOffBeforeTheClockWasPutBack() {
        handler.failures = 1;
        deadlines.schedule(START, "follow-up", new Due(1), SAGA);
        deadlines.fireDue();
        handler.received.clear();
        system.step(Duration.ofHours(-1));

        assertThat(deadlines.fireDue()).isEqualTo(1);
        assertThat(handler.received).hasSize(1);
    }

    @Test
    void handsTheMetadataOn() {
        deadlines.schedule(
                START,
                "follow-up",
                new GenericDeadlineMessage<>("follow-up", new Due(1)).withMetaData(Map.of("tenantId", "demo")),
                SAGA);
        deadlines.fireDue();

        assertThat(handler.received.getFirst().getMetaData()).containsEntry("tenantId", "demo");
    }

    @Test
    void survivesARestart() {
        deadlines.schedule(START, "follow-up", new Due(7), SAGA);

        assertThat(deadlines().fireDue()).isEqualTo(1);
        assertThat(handler.received.getFirst().getPayload()).isEqualTo(new Due(7));
    }

    @Test
    void movesTheOneDeadlineOfANameAndScope() {
        deadlines.schedule(START, "follow-up", new Due(1), SAGA);
        deadlines.schedule(START.plusSeconds(60), "follow-up", new Due(2), SAGA);
        deadlines.schedule(START, "follow-up", new Due(3), OTHER_SAGA);

        assertThat(deadlines.fireDue()).isEqualTo(1);
        business.step(Duration.ofSeconds(60));
        assertThat(deadlines.fireDue()).isEqualTo(1);
        assertThat(handler.received.stream().<Object>map(Message::getPayload)).containsExactly(new Due(3), new Due(2));
    }

    @Test
    void firesNothingThatWasCancelled() {
        deadlines.schedule(START, "follow-up", new Due(1), SAGA);
        String id = deadlines.schedule(START, "follow-up", new Due(2), OTHER_SAGA);
        deadlines.cancelAllWithinScope("follow-up", SAGA);
        deadlines.cancelSchedule("follow-up", id);

        assertThat(deadlines.fireDue()).isZero();
    }

    @Test
    void keepsAFailedOneAndTriesItAgainLater() {
        handler.failures = 2;
        deadlines.schedule(START, "follow-up", new Due(1), SAGA);

        deadlines.fireDue();
        assertThat(deadlines.pending()).isEqualTo(1);
        assertThat(deadlines.fireDue()).as("not at once").isZero();
        system.step(Duration.ofSeconds(3));
        assertThat(deadlines.fireDue()).as("it fails again").isEqualTo(1);
        system.step(Duration.ofSeconds(3));
        assertThat(deadlines.fireDue()).as("the pause grows").isZero();
        system.step(Duration.ofSeconds(2));
        deadlines.fireDue();

        assertThat(handler.received).hasSize(1);
        assertThat(deadlines.pending()).isZero();
    }

    @Test
    void keepsOneThatCannotBeReadAndFiresTheOthers() {
        deadlines.schedule(START, "follow-up", new Due(1), SAGA);
        collection.updateOne(new Document(), new Document("$set", new Document("payloadType", "gone.Type")));
        deadlines.schedule(START.plusSeconds(1), "follow-up", new Due(2), OTHER_SAGA);
        business.step(Duration.ofSeconds(1));

        deadlines.fireDue();

        assertThat(handler.received.stream().<Object>map(Message::getPayload)).containsExactly(new Due(2));
        assertThat(deadlines.pending()).isEqualTo(1);
    }

    @Test
    void keepsOneWhoseScopeNobodyHereKnows() {
        handler.knows = false;
        deadlines.schedule(START, "follow-up", new Due(1), SAGA);

        deadlines.fireDue();

        assertThat(handler.received).isEmpty();
        assertThat(deadlines.pending()).isEqualTo(1);
    }

    @Test
    void firesOnOneOfTwoNodes() {
        MongoDeadlines otherNode = deadlines();
        handler.whileHandling = () -> assertThat(otherNode.fireDue()).isZero();
        deadlines.schedule(START, "follow-up", new Due(1), SAGA);

        assertThat(deadlines.fireDue()).isEqualTo(1);
        assertThat(handler.received).hasSize(1);
    }

    @Test
    void keepsWhatItsHandlerSchedulesAnewUnderTheSameName() {
        handler.whileHandling = () -> deadlines.schedule(START.plusSeconds(60), "follow-up", new Due(2), SAGA);
        deadlines.schedule(START, "follow-up", new Due(1), SAGA);

        deadlines.fireDue();

        assertThat(deadlines.pending()).isEqualTo(1);
        assertThat(deadlines.nextDueAt()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void actsForTheTenantItWasScheduledFor() {
        Map<String, Object> caused = new HashMap<>();
        handler.whileHandling = () -> caused.putAll(CurrentUnitOfWork.get().getCorrelationData());
        EventMessage<String> cause = GenericEventMessage.<String>asEventMessage("registered")
                .withMetaData(Map.of(
                        MetadataKey.TENANT_ID,
                        "demo",
                        MetadataKey.ACTOR,
                        "ana@app",
                        MetadataKey.CORRELATION_ID,
                        "c-1"));
        DefaultUnitOfWork<EventMessage<String>> handling = DefaultUnitOfWork.startAndGet(cause);
        handling.registerCorrelationDataProvider(new MessageLineage(business));
        handling.execute(() -> deadlines.schedule(START, "follow-up", new Due(1), SAGA));

        deadlines.fireDue();

        assertThat(caused)
                .containsEntry(MetadataKey.TENANT_ID, "demo")
                .containsEntry(MetadataKey.CORRELATION_ID, "c-1")
                .containsEntry(MetadataKey.ACTOR, MessageLineage.PROCESS_ACTOR)
                .containsEntry(MetadataKey.ON_BEHALF_OF, "ana@app")
                .containsEntry(MetadataKey.ROLES, "PROCESS");
    }

    private MongoDeadlines deadlines() {
        return new MongoDeadlines(
                collection,
                CauceJson.serializer(),
                scope -> Stream.of(handler),
                new MessageLineage(business),
                business,
                system);
    }

    private static final class Handler implements ScopeAware {

        private final List<DeadlineMessage<?>> received = new ArrayList<>();
        private final List<ScopeDescriptor> scopes = new ArrayList<>();
        private int failures;
        private boolean knows = true;
        private Runnable whileHandling = () -> {};

        @Override
        public void send(Message<?> message, ScopeDescriptor scope) {
            if (failures-- > 0) {
                throw new IllegalStateException("not yet");
            }
            whileHandling.run();
            received.add((DeadlineMessage<?>) message);
            scopes.add(scope);
        }

        @Override
        public boolean canResolve(ScopeDescriptor scope) {
            return knows;
        }
    }

    private static final class StepClock extends Clock {

        private Instant now = START;

        void step(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
