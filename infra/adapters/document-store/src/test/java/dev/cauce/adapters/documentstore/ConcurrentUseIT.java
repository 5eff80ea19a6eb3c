package dev.cauce.adapters.documentstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several clients at once. */
@Timeout(120)
class ConcurrentUseIT {

    private static final int DOCUMENTS = 200;
    private static final int MOVES = 2_000;

    /** Documents move between groups all the time; each query still sees each document in one group. */
    @Test
    void readsOneStateOfDocumentsAndIndexes(@TempDir Path folder) throws Exception {
        try (StoreFixture fixture = StoreFixture.open(folder.resolve("store"));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            MongoCollection<Document> collection = fixture.collection("moving");
            collection.createIndex(Indexes.ascending("group"));
            collection.insertMany(IntStream.range(0, DOCUMENTS)
                    .mapToObj(i -> new Document("_id", i).append("group", 0))
                    .toList());
            List<Integer> groups = IntStream.range(0, 10).boxed().toList();
            AtomicBoolean stop = new AtomicBoolean();
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> {
                    int reads = 0;
                    for (; !stop.get(); reads++) {
                        assertThat(collection.find(in("group", groups)).into(new ArrayList<>()))
                                .hasSize(DOCUMENTS);
                        assertThat(collection.countDocuments(in("group", groups)))
                                .isEqualTo(DOCUMENTS);
                    }
                    return reads;
                }));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Random random = new Random(i);
                writers.add(threads.submit(() -> {
                    for (int move = 0; move < MOVES; move++) {
                        collection.updateOne(
                                eq("_id", random.nextInt(DOCUMENTS)), Updates.set("group", random.nextInt(10)));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            stop.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
            assertThat(fixture.store().verify().findings()).isEmpty();
        }
    }

    @Test
    void countsEachGuardedStepOnce(@TempDir Path folder) throws Exception {
        try (StoreFixture fixture = StoreFixture.open(folder.resolve("store"));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            MongoCollection<Document> collection = fixture.collection("guarded");
            collection.insertOne(new Document("_id", 1).append("n", 0).append("seen", 0));
            List<Future<Long>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                writers.add(threads.submit(() -> {
                    long applied = 0;
                    for (int seq = 1; seq <= 300; seq++) {
                        applied += collection
                                .updateOne(
                                        and(eq("_id", 1), not(gte("seen", seq))),
                                        Updates.combine(Updates.set("seen", seq), Updates.inc("n", 1)))
                                .getModifiedCount();
                    }
                    return applied;
                }));
            }
            long applied = 0;
            for (Future<Long> writer : writers) {
                applied += writer.get();
            }
            assertThat(collection.find().first()).containsEntry("seen", 300).containsEntry("n", (int) applied);
        }
    }

    @Test
    void takesNoWriteIntoWhatWasDropped(@TempDir Path folder) {
        try (StoreFixture fixture = StoreFixture.open(folder.resolve("store"))) {
            MongoCollection<Document> collection = fixture.collection("views");
            collection.insertOne(new Document("_id", 1));
            RocksCollection held = fixture.store().backend().databases().stream()
                    .flatMap(database -> database.collections().stream())
                    .findFirst()
                    .orElseThrow();
            collection.drop();
            assertThatExceptionOfType(CollectionGone.class)
                    .isThrownBy(() -> held.addDocument(new de.bwaldvogel.mongo.bson.Document("_id", 2)));
            collection.insertOne(new Document("_id", 3));
            assertThat(collection.find().into(new ArrayList<>())).containsExactly(new Document("_id", 3));
        }
    }

    @Test
    void buildsAnIndexWhileOthersWrite(@TempDir Path folder) throws Exception {
        try (StoreFixture fixture = StoreFixture.open(folder.resolve("store"));
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            MongoCollection<Document> collection = fixture.collection("growing");
            collection.insertMany(IntStream.range(0, 3_000)
                    .mapToObj(i -> new Document("_id", i).append("n", i % 10))
                    .toList());
            AtomicBoolean stop = new AtomicBoolean();
            Future<Integer> writer = threads.submit(() -> {
                int written = 3_000;
                for (; !stop.get(); written++) {
                    collection.insertOne(new Document("_id", written).append("n", written % 10));
                }
                return written;
            });
            for (int i = 0; i < 10; i++) {
                collection.createIndex(Indexes.ascending("n"));
                assertThat(collection.find(eq("n", 3)).into(new ArrayList<>())).hasSizeGreaterThanOrEqualTo(300);
                collection.dropIndex("n_1");
            }
            collection.createIndex(Indexes.ascending("n"));
            stop.set(true);
            long written = writer.get();
            assertThat(collection.countDocuments(
                            in("n", IntStream.range(0, 10).boxed().toList())))
                    .isEqualTo(written);
            assertThat(fixture.store().verify().findings()).isEmpty();
        }
    }
}
