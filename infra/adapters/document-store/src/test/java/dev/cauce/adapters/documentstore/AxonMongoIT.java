package dev.cauce.adapters.documentstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.extensions.mongo.eventhandling.deadletter.MongoSequencedDeadLetterQueue;
import org.axonframework.extensions.mongo.eventhandling.saga.repository.MongoSagaStore;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValuesImpl;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Axon's own stores on this one. */
class AxonMongoIT {

    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    static final class Onboarding {
        private String step = "";
    }

    record Opened(String id) {}

    private StoreFixture fixture;
    private MongoTemplate template;
    private final Serializer serializer = Jackson3Serializer.builder().build();

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = StoreFixture.open(folder.resolve("store"));
        template = DefaultMongoTemplate.builder()
                .mongoDatabase(fixture.client(), StoreFixture.DATABASE)
                .build();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private MongoTokenStore tokens(String node, Duration claim) {
        return MongoTokenStore.builder()
                .mongoTemplate(template)
                .serializer(serializer)
                .nodeId(node)
                .claimTimeout(claim)
                .transactionManager(NoTransactionManager.instance())
                .build();
    }

    @Test
    void keepsTokensAndTheirClaims() {
        MongoTokenStore one = tokens("one", Duration.ofMinutes(1));
        MongoTokenStore two = tokens("two", Duration.ofMinutes(1));
        one.initializeTokenSegments("accounts", 4);
        assertThat(one.fetchSegments("accounts")).containsExactly(0, 1, 2, 3);
        assertThat(one.retrieveStorageIdentifier()).isPresent().isEqualTo(two.retrieveStorageIdentifier());
        one.fetchToken("accounts", 2);
        one.storeToken(new GlobalSequenceTrackingToken(41), "accounts", 2);
        one.storeToken(new GlobalSequenceTrackingToken(42), "accounts", 2);
        assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> two.fetchToken("accounts", 2));
        one.releaseClaim("accounts", 2);
        assertThat(two.fetchToken("accounts", 2)).isEqualTo(new GlobalSequenceTrackingToken(42));
        two.extendClaim("accounts", 2);
        two.deleteToken("accounts", 2);
        assertThat(two.fetchSegments("accounts")).containsExactly(0, 1, 3);
    }

    @Test
    void readsFewDocumentsForATokenAmongMany() {
        MongoTokenStore store = tokens("one", Duration.ofMinutes(1));
        for (int i = 0; i < 50; i++) {
            store.initializeTokenSegments("processor" + i, 4);
        }
        store.fetchToken("processor7", 1);
        assertThat(fixture.examinedBy(() -> store.storeToken(new GlobalSequenceTrackingToken(1), "processor7", 1)))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void keepsSagasAndFindsThemByAssociation() {
        fixture.collection("sagas").createIndex(Indexes.ascending("sagaIdentifier"), new IndexOptions().unique(true));
        MongoSagaStore sagas = MongoSagaStore.builder()
                .mongoTemplate(template)
                .serializer(serializer)
                .transactionManager(NoTransactionManager.instance())
                .build();
        AssociationValue account = new AssociationValue("accountId", "a1");
        Onboarding saga = new Onboarding();
        saga.step = "trial";
        sagas.insertSaga(Onboarding.class, "s1", saga, Set.of(account));
        saga.step = "done";
        AssociationValuesImpl associations = new AssociationValuesImpl(Set.of(account));
        associations.add(new AssociationValue("ticketId", "t1"));
        sagas.updateSaga(Onboarding.class, "s1", saga, associations);
        assertThat(sagas.findSagas(Onboarding.class, account)).containsExactly("s1");
        assertThat(sagas.findSagas(Onboarding.class, new AssociationValue("ticketId", "t1")))
                .containsExactly("s1");
        SagaStore.Entry<Onboarding> loaded = sagas.loadSaga(Onboarding.class, "s1");
        assertThat(loaded.saga().step).isEqualTo("done");
        assertThat(loaded.associationValues()).hasSize(2);
        sagas.deleteSaga(Onboarding.class, "s1", associations.asSet());
        assertThat(sagas.findSagas(Onboarding.class, account)).isEmpty();
    }

    @Test
    void keepsDeadLettersInTheirSequence() {
        MongoSequencedDeadLetterQueue<EventMessage<?>> letters = MongoSequencedDeadLetterQueue.builder()
                .processingGroup("accounts")
                .mongoTemplate(template)
                .serializer(serializer)
                .transactionManager(NoTransactionManager.instance())
                .build();
        letters.enqueue("a1", new GenericDeadLetter<>("a1", event(0), new IllegalStateException("poison")));
        assertThat(letters.enqueueIfPresent("a1", () -> new GenericDeadLetter<>("a1", event(1))))
                .isTrue();
        assertThat(letters.enqueueIfPresent("a2", () -> new GenericDeadLetter<>("a2", event(0))))
                .isFalse();
        assertThat(letters.sequenceSize("a1")).isEqualTo(2);
        assertThat(letters.process(letter -> Decisions.evict())).isTrue();
        assertThat(letters.contains("a1")).isFalse();
    }

    private static EventMessage<?> event(long sequence) {
        return new GenericDomainEventMessage<>("Account", "a1", sequence, new Opened("a1"));
    }
}
