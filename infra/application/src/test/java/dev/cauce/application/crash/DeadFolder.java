package dev.cauce.application.crash;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.adapters.eventstore.RocksEventStore;
import dev.cauce.sagas.onboarding.OnboardingSaga;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;

/** What a killed process left in its data folder. */
final class DeadFolder {

    /** Other processes have deadlines of their own for the same customers. */
    private static final String FOLLOW_UP = "onboarding-follow-up";

    private final Path home;

    DeadFolder(Path home) {
        this.home = home;
    }

    /** Events and documents are sound, and no token is ahead of the last event. */
    void assertThatItIsSound() {
        var events = RocksEventStore.verify(home.resolve("events"));
        assertThat(events.findings()).isEmpty();
        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(home.resolve("views"));
                MongoClient client = MongoClients.create(store.connectionString())) {
            assertThat(store.verify().findings()).isEmpty();
            for (Document token :
                    client.getDatabase("cauce").getCollection("trackingtokens").find()) {
                if (token.get("token") instanceof Binary bytes) {
                    JsonTokens.positions(new String(bytes.getData(), StandardCharsets.UTF_8))
                            .forEach(position -> assertThat(position)
                                    .as("token of %s", token.getString("processorName"))
                                    .isLessThanOrEqualTo(events.head()));
                }
            }
        }
    }

    /**
     * When each pending follow-up is due, by the account whose onboarding it belongs to. A kill between a deadline and
     * the saga that set it leaves the deadline of a saga that never was, since its successor has another id: it fires
     * into nothing, and is left out here.
     */
    Map<String, Instant> pendingFollowUps() {
        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(home.resolve("views"));
                MongoClient client = MongoClients.create(store.connectionString())) {
            MongoDatabase database = client.getDatabase("cauce");
            Map<String, String> accountOfSaga = new HashMap<>();
            for (Document saga : database.getCollection("sagas").find(eq("sagaType", OnboardingSaga.class.getName()))) {
                List<Document> associations = saga.getList("associations", Document.class);
                assertThat(associations).as("associations of a saga").hasSize(1);
                String account = associations.getFirst().getString("value");
                accountOfSaga.put(saga.getString("sagaIdentifier"), account.substring(account.lastIndexOf('/') + 1));
            }
            Map<String, Instant> pending = new TreeMap<>();
            for (Document deadline : database.getCollection("deadlines").find(eq("name", FOLLOW_UP))) {
                String saga = ApiClient.JSON
                        .readTree(deadline.getString("scope"))
                        .path("identifier")
                        .asString();
                String account = accountOfSaga.get(saga);
                if (account == null) {
                    System.out.println("The deadline of a saga that never was: " + saga);
                    continue;
                }
                assertThat(pending.put(account, deadline.getDate("dueAt").toInstant()))
                        .as("a second deadline of %s", account)
                        .isNull();
            }
            return pending;
        }
    }
}
