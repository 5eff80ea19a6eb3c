package dev.cauce.adapters.documentstore;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import dev.cauce.adapters.documentstore.DocumentStoreException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DataFolderIT {

    @TempDir
    private Path folder;

    private Path store() {
        return folder.resolve("store");
    }

    private static void refusesToStart(Path store, Code code, String message) {
        assertThatExceptionOfType(DocumentStoreException.class)
                .isThrownBy(() -> EmbeddedDocumentStore.start(store))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .withMessageContaining(message);
    }

    @Test
    void opensAgainWithAllThatWasThere() {
        try (StoreFixture fixture = StoreFixture.open(store())) {
            MongoCollection<Document> collection = fixture.collection("views");
            collection.createIndex(ascending("email"), new IndexOptions().unique(true));
            collection.createIndex(ascending("tags"));
            collection.insertMany(IntStream.range(0, 100)
                    .mapToObj(
                            i -> new Document("_id", i).append("email", "e" + i).append("tags", List.of(i % 3, i % 5)))
                    .toList());
            fixture.collection("dropped").insertOne(new Document());
            fixture.collection("dropped").drop();
        }
        try (StoreFixture fixture = StoreFixture.open(store())) {
            MongoCollection<Document> collection = fixture.collection("views");
            assertThat(fixture.database().listCollectionNames().into(new ArrayList<>()))
                    .containsExactly("views");
            assertThat(collection.estimatedDocumentCount()).isEqualTo(100);
            assertThat(collection.listIndexes().into(new ArrayList<>())).hasSize(3);
            assertThat(fixture.examinedBy(
                            () -> collection.find(eq("email", "e7")).first()))
                    .isEqualTo(1);
            assertThat(collection.find(eq("tags", 4)).into(new ArrayList<>())).hasSize(20);
            assertThat(fixture.store().verify())
                    .isEqualTo(new VerificationReport(
                            1,
                            100,
                            100
                                    + collection.find().into(new ArrayList<>()).stream()
                                            .mapToInt(d -> (int) d.getList("tags", Integer.class).stream()
                                                    .distinct()
                                                    .count())
                                            .sum(),
                            List.of()));
        }
    }

    @Test
    void takenUpAnewAfterAFailureIsWhatIsStored() {
        try (StoreFixture fixture = StoreFixture.open(store())) {
            MongoCollection<Document> collection = fixture.collection("views");
            collection.createIndex(ascending("n"));
            collection.insertOne(new Document("_id", 1).append("n", List.of(1, 2)));
            fixture.store().backend().reload();
            collection.insertOne(new Document("_id", 2).append("n", 2));
            assertThat(collection.find(eq("n", 2)).into(new ArrayList<>())).hasSize(2);
            assertThat(collection.countDocuments()).isEqualTo(2);
            assertThat(fixture.store().verify().findings()).isEmpty();
        }
    }

    @Test
    void isSweptOfWhatACrashLeftOfAnIndex() throws Exception {
        try (StoreFixture fixture = StoreFixture.open(store())) {
            fixture.collection("views").insertOne(new Document("_id", 1));
        }
        byte[] orphan = Bytes.concat(Bytes.ofInt(4_242), new byte[] {1, 2, 3});
        writeAndRead(orphan, true);
        try (StoreFixture fixture = StoreFixture.open(store())) {
            assertThat(fixture.collection("views").countDocuments()).isEqualTo(1);
        }
        writeAndRead(orphan, false);
    }

    private void writeAndRead(byte[] key, boolean write) throws Exception {
        try (Storage storage = Storage.open(store(), StoreOptions.defaults(), new DiskSpace(() -> Long.MAX_VALUE, 0))) {
            storage.use(() -> {
                if (write) {
                    storage.commitPlain(batch -> batch.put(key, new byte[] {1}));
                }
                assertThat(storage.latest().get(key) != null).isEqualTo(write);
                return true;
            });
        }
    }

    @Test
    void isHeldByOneAtATime() {
        EmbeddedDocumentStore first = EmbeddedDocumentStore.start(store());
        refusesToStart(
                store(),
                Code.FOLDER_LOCKED,
                "by process " + ProcessHandle.current().pid());
        first.close();
        first.close();
        EmbeddedDocumentStore.start(store()).close();
    }

    @Test
    void ofANewerVersionIsLeftAlone() throws IOException {
        EmbeddedDocumentStore.start(store()).close();
        Files.writeString(store().resolve("format"), "cauce-document-store 2\n");
        refusesToStart(store(), Code.FORMAT_NEWER, "format 2");
        assertThat(store().resolve("format")).hasContent("cauce-document-store 2");
    }

    @Test
    void thatIsNoStoreIsLeftAlone() throws IOException {
        Files.createDirectory(store());
        Files.writeString(store().resolve("letter.txt"), "dear");
        refusesToStart(store(), Code.FORMAT_UNKNOWN, "choose an empty folder");
        Files.writeString(store().resolve("format"), "something else");
        refusesToStart(store(), Code.FORMAT_UNKNOWN, "does not name the format");
        Path file = Files.writeString(folder.resolve("file"), "");
        refusesToStart(file, Code.FOLDER_UNUSABLE, "must be a folder");
    }

    @Test
    void withDamagedFilesSaysSo() throws IOException {
        EmbeddedDocumentStore.start(store()).close();
        Files.writeString(store().resolve("data").resolve("CURRENT"), "nonsense");
        refusesToStart(store(), Code.DATA_UNREADABLE, "restore a backup");
    }

    @Test
    void onATakenPortSaysSo() {
        try (EmbeddedDocumentStore first = EmbeddedDocumentStore.start(store())) {
            assertThatExceptionOfType(DocumentStoreException.class)
                    .isThrownBy(() -> EmbeddedDocumentStore.start(
                            folder.resolve("other"), StoreOptions.defaults().withPort(first.port())))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PORT_UNAVAILABLE));
        }
        EmbeddedDocumentStore.start(folder.resolve("other")).close();
    }

    @Test
    void compactedHoldsNothingThatWasDeletedOrOverwritten() throws IOException {
        try (StoreFixture fixture = StoreFixture.open(store())) {
            MongoCollection<Document> collection = fixture.collection("people");
            collection.createIndex(ascending("name"));
            for (int i = 0; i < 2_000; i++) {
                collection.insertOne(new Document("_id", "Quixote-id-" + i).append("name", "Quixote-name-" + i));
            }
            collection.insertOne(new Document("_id", "kept").append("name", "Quixote-before"));
            fixture.store().compact();
            for (int i = 2_000; i < 2_500; i++) {
                collection.insertOne(new Document("_id", "Quixote-id-" + i).append("name", "Quixote-name-" + i));
            }
            assertThat(filesWith("Quixote")).isNotEmpty();
            collection.deleteMany(new Document("_id", new Document("$ne", "kept")));
            collection.updateOne(eq("_id", "kept"), Updates.set("name", "Sancho"));
            assertThat(filesWith("Quixote"))
                    .as("deleting alone leaves the bytes")
                    .isNotEmpty();
            fixture.store().compact();
            assertThat(filesWith("Quixote")).isEmpty();
            assertThat(filesWith("Sancho")).isNotEmpty();
            assertThat(collection.find().into(new ArrayList<>()))
                    .containsExactly(new Document("_id", "kept").append("name", "Sancho"));
        }
        assertThat(filesWith("Quixote")).isEmpty();
    }

    private List<Path> filesWith(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(store())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("LOCK"))
                    .filter(file -> contains(file, wanted))
                    .toList();
        }
    }

    private static boolean contains(Path file, byte[] wanted) {
        try {
            // Latin-1 gives each byte a character of its own.
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            return content.contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void isBackedUpWhileItIsWritten() throws Exception {
        Path backup = folder.resolve("backup");
        try (StoreFixture fixture = StoreFixture.open(store());
                ExecutorService writers = Executors.newSingleThreadExecutor()) {
            MongoCollection<Document> collection = fixture.collection("views");
            collection.createIndex(ascending("n"));
            AtomicBoolean stop = new AtomicBoolean();
            CountDownLatch some = new CountDownLatch(500);
            Future<?> writer = writers.submit(() -> {
                for (int i = 0; !stop.get(); i++) {
                    collection.insertOne(new Document("_id", i).append("n", i % 7));
                    some.countDown();
                }
            });
            some.await();
            fixture.store().backup(backup);
            stop.set(true);
            writer.get();
            assertThatExceptionOfType(DocumentStoreException.class)
                    .isThrownBy(() -> fixture.store().backup(backup))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.BACKUP_FAILED));
        }
        try (StoreFixture restored = StoreFixture.open(backup)) {
            List<Integer> ids = restored.collection("views")
                    .find()
                    .map(d -> d.getInteger("_id"))
                    .into(new ArrayList<>());
            assertThat(ids)
                    .hasSizeGreaterThanOrEqualTo(500)
                    .isEqualTo(IntStream.range(0, ids.size()).boxed().toList());
            assertThat(restored.store().verify().findings()).isEmpty();
        }
        assertThat(folder.resolve("backup.unfinished")).doesNotExist();
    }

    @Test
    void isSyncedForThoseWhoAskAlone() {
        try (StoreFixture fixture = StoreFixture.open(store())) {
            MongoCollection<Document> collection = fixture.collection("views");
            collection.insertOne(new Document("_id", 1));
            long before = fixture.store().metrics().journalSyncs();
            collection.insertOne(new Document("_id", 2));
            assertThat(fixture.store().metrics().journalSyncs()).isEqualTo(before);
            collection.withWriteConcern(WriteConcern.JOURNALED).insertOne(new Document("_id", 3));
            assertThat(fixture.store().metrics().journalSyncs()).isEqualTo(before + 1);
            collection.withWriteConcern(WriteConcern.MAJORITY).updateOne(eq("_id", 3), Updates.set("a", 1));
            assertThat(fixture.store().metrics().journalSyncs()).isEqualTo(before + 2);
        }
    }

    @Test
    void isReadWhileSomebodyWrites() throws Exception {
        try (StoreFixture fixture = StoreFixture.open(store());
                ExecutorService writers = Executors.newSingleThreadExecutor()) {
            MongoCollection<Document> collection = fixture.collection("views");
            collection.insertOne(new Document("_id", 1).append("v", "before"));
            RocksCollection inside = fixture.store().backend().databases().stream()
                    .flatMap(database -> database.collections().stream())
                    .findFirst()
                    .orElseThrow();
            CountDownLatch writing = new CountDownLatch(1);
            CountDownLatch finish = new CountDownLatch(1);
            Future<?> writer = writers.submit(() -> inside.write(() -> {
                inside.addDocument(new de.bwaldvogel.mongo.bson.Document("_id", 2));
                writing.countDown();
                try {
                    finish.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return true;
            }));
            writing.await();
            assertThat(collection.find().into(new ArrayList<>())).hasSize(1);
            assertThat(collection.find(eq("_id", 2)).first()).isNull();
            finish.countDown();
            writer.get();
            assertThat(collection.find().into(new ArrayList<>())).hasSize(2);
        }
    }

    @Test
    void neverShowsNoneWhileAViewIsSwitched() throws Exception {
        try (StoreFixture fixture = StoreFixture.open(store());
                ExecutorService readers = Executors.newFixedThreadPool(2)) {
            MongoCollection<Document> current = fixture.collection("view");
            current.insertMany(IntStream.range(0, 50)
                    .mapToObj(i -> new Document("_id", i).append("n", 1))
                    .toList());
            AtomicBoolean stop = new AtomicBoolean();
            List<Future<Integer>> reading = new ArrayList<>();
            for (int reader = 0; reader < 2; reader++) {
                reading.add(readers.submit(() -> {
                    int reads = 0;
                    for (; !stop.get(); reads++) {
                        assertThat(current.find(eq("n", 1)).into(new ArrayList<>()))
                                .hasSize(50);
                        assertThat(current.find(eq("_id", 7)).first()).isNotNull();
                        assertThat(current.countDocuments()).isEqualTo(50);
                    }
                    return reads;
                }));
            }
            for (int version = 0; version < 40; version++) {
                MongoCollection<Document> next = fixture.collection("view-" + version);
                next.createIndex(ascending("n"));
                next.insertMany(IntStream.range(0, 50)
                        .mapToObj(i -> new Document("_id", i).append("n", 1))
                        .toList());
                next.renameCollection(
                        current.getNamespace(),
                        new com.mongodb.client.model.RenameCollectionOptions().dropTarget(true));
            }
            stop.set(true);
            for (Future<Integer> each : reading) {
                assertThat(each.get()).isPositive();
            }
        }
    }
}
