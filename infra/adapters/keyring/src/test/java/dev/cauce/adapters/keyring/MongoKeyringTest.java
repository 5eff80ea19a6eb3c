package dev.cauce.adapters.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.cauce.platform.personaldata.KeyringFault.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKey;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoKeyringTest extends KeyringContract {

    private MongoServer server;
    private MongoClient client;

    @BeforeEach
    void start() {
        server = new MongoServer(new MemoryBackend());
        client = MongoClients.create(
                "mongodb://" + server.bindAndGetConnectionString().substring("mongodb://".length())
                        + "/?serverSelectionTimeoutMS=3000");
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    private MongoDatabase database() {
        return client.getDatabase("cauce");
    }

    @Override
    KeyRecords records() {
        return new MongoKeyRecords(database());
    }

    @Override
    KeyRecords elsewhere() {
        return new MongoKeyRecords(client.getDatabase("elsewhere"));
    }

    /** The client is not the keyring's to close; what it cannot answer without is a server. */
    @Override
    void assertClosedRefuses() {
        Keyring keyring = keyring();
        server.shutdownNow();

        assertFault(Reason.STORE_UNAVAILABLE, () -> keyring.getOrCreate(ACME, "a-1"));
    }

    @Test
    void showsEveryNodeTheSameKeys() {
        Keyring one = Keyring.distributed(database(), MASTER, Keyring.CACHE_FOR);
        Keyring other = Keyring.distributed(database(), MASTER, Keyring.CACHE_FOR);

        Optional<SecretKey> key = one.getOrCreate(ACME, "a-1");

        assertThat(other.getOrCreate(ACME, "a-1")).isEqualTo(key).isPresent();
        assertThat(other.fingerprintKey(ACME)).isEqualTo(one.fingerprintKey(ACME));
    }

    @Test
    void noticesAnotherNodesDestructionWithinItsBound() {
        AtomicLong nanos = new AtomicLong();
        Keyring one = Keyring.distributed(database(), MASTER, Keyring.CACHE_FOR);
        Keyring other = Keyring.shared(records(), MASTER, Duration.ofSeconds(30), nanos::get);
        other.getOrCreate(ACME, "a-1");

        one.destroy(ACME, "a-1", NOON);

        nanos.set(Duration.ofSeconds(29).toNanos());
        assertThat(other.find(ACME, "a-1")).isPresent();
        nanos.set(Duration.ofSeconds(30).toNanos());
        assertThat(other.find(ACME, "a-1")).isEmpty();
    }

    @Test
    void unwrapsWhatAnotherNodeWrappedAfterItsRotation() {
        Keyring one = Keyring.distributed(database(), MASTER, Keyring.CACHE_FOR);
        Keyring other = Keyring.distributed(database(), MASTER, Keyring.CACHE_FOR);
        other.getOrCreate(ACME, "a-1");
        one.rotate(ACME);

        Optional<SecretKey> key = one.getOrCreate(ACME, "a-2");

        assertThat(other.find(ACME, "a-2")).isEqualTo(key);
        assertThat(other.currentVersion(ACME)).isEqualTo(2);
    }

    @Test
    void keepsNeitherAKeyNorItsWrapAfterErasure() {
        Keyring keyring = Keyring.distributed(database(), MASTER, Keyring.CACHE_FOR);
        keyring.getOrCreate(ACME, "a-1");

        keyring.destroy(ACME, "a-1", NOON);

        Document left = database().getCollection("keyring_subjects").find().first();
        assertThat(left.get("record", org.bson.types.Binary.class).length()).isEqualTo(15 + 43);
    }

    @Test
    void saysThatADocumentIsNoneOfIts() {
        Keyring keyring = Keyring.distributed(database(), MASTER, Keyring.CACHE_FOR);
        database().getCollection("keyring_subjects").insertOne(new Document("_id", "acme/a-1").append("record", "x"));

        assertFault(Reason.RECORD_DAMAGED, () -> keyring.find(ACME, "a-1"));
    }
}
