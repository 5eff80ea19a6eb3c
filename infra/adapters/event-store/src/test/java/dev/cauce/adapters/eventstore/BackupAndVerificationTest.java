package dev.cauce.adapters.eventstore;

import static dev.cauce.adapters.eventstore.TestEvents.event;
import static dev.cauce.adapters.eventstore.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

class BackupAndVerificationTest {

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void fill() {
        folder = parent.resolve("events");
        try (RocksEventStore store = TestEvents.store(folder)) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            engine.appendEvents(events("a", 3));
            engine.appendEvents(event("b", 0), event("a", 3));
            engine.storeSnapshot(event("a", 2));
        }
    }

    @Test
    void aBackupIsAStoreOfItsOwn() {
        Path backup = parent.resolve("backup");
        try (RocksEventStore store = TestEvents.store(folder)) {
            assertThat(store.backup(backup)).isEqualTo(5);
            TestEvents.engine(store).build().appendEvents(event("later", 0));
        }

        assertThat(RocksEventStore.verify(backup).isSound()).isTrue();
        try (RocksEventStore restored = TestEvents.store(backup)) {
            assertThat(restored.events().head()).isEqualTo(5);
            TestEvents.engine(restored).build().appendEvents(event("a", 4));
        }
        try (RocksEventStore original = TestEvents.store(folder)) {
            assertThat(original.events().head()).isEqualTo(6);
            assertThat(original.events().stream("a").orElseThrow().lastSequence())
                    .isEqualTo(3);
            assertThat(original.verify().findings()).isEmpty();
        }
    }

    @Test
    void aBackupMadeUnderLoadIsWhole() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (RocksEventStore store = TestEvents.store(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            List<Future<?>> writers = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> {
                        for (long sequence = 0; !stop.get(); sequence++) {
                            engine.appendEvents(event("w" + writer, sequence), event("w" + writer + "-" + sequence, 0));
                        }
                    }))
                    .toList();
            for (int copy = 0; copy < 3; copy++) {
                long goal = store.events().head() + 100;
                while (store.events().head() < goal) {
                    Thread.onSpinWait();
                }
                Path backup = parent.resolve("backup" + copy);
                long head = store.backup(backup);
                VerificationReport report = RocksEventStore.verify(backup);
                assertThat(report.findings()).isEmpty();
                assertThat(report.head()).isGreaterThanOrEqualTo(head);
                assertThat(head).isGreaterThanOrEqualTo(goal);
            }
            stop.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
    }

    @Test
    void aBackupReplacesNothingAndSurvivesOneThatWasCutOff() throws IOException {
        Path backup = parent.resolve("backup");
        Files.createDirectories(parent.resolve("backup.partial/tables"));
        Files.writeString(parent.resolve("backup.partial/tables/CURRENT"), "half");
        try (RocksEventStore store = TestEvents.store(folder)) {
            store.backup(backup);

            assertThatThrownBy(() -> store.backup(backup))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("exists already");
        }
        assertThat(RocksEventStore.verify(backup).isSound()).isTrue();
        assertThat(parent.resolve("backup.partial")).doesNotExist();
    }

    @Test
    void verificationCountsWhatIsThere() {
        VerificationReport report = RocksEventStore.verify(folder);

        assertThat(report.findings()).isEmpty();
        assertThat(report.head()).isEqualTo(5);
        assertThat(report.streams()).isEqualTo(2);
        assertThat(report.snapshots()).isEqualTo(1);
    }

    @Test
    void verificationOfNothingSaysSo() {
        assertThatThrownBy(() -> RocksEventStore.verify(parent.resolve("nothing")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("There is no event store");
        assertThat(parent.resolve("nothing")).doesNotExist();
    }

    @Nested
    class VerificationFinds {

        @Test
        void aMissingEvent() throws Exception {
            assertFound(
                    (tables, batch) -> batch.delete(tables.events(), Keys.position(2)), "Positions 2 to 2 are missing");
        }

        @Test
        void aMissingLastEvent() throws Exception {
            assertFound(
                    (tables, batch) -> batch.delete(tables.events(), Keys.position(5)),
                    "Streams hold 5 events together and the store 4");
        }

        @Test
        void anEventThatIsThereTwice() throws Exception {
            assertFound(
                    (tables, batch) -> batch.put(
                            tables.events(),
                            Keys.position(6),
                            Objects.requireNonNull(tables.get(tables.events(), Keys.position(4)))),
                    "does not lead to event 6");
        }

        @Test
        void aMissingStream() throws Exception {
            assertFound((tables, batch) -> batch.delete(tables.streams(), Keys.stream("b")), "which has no head");
        }

        @Test
        void aStreamThatEndsTooEarly() throws Exception {
            assertFound(
                    (tables, batch) ->
                            batch.put(tables.streams(), Keys.stream("a"), new StreamHead(1, 0, 2, 3).encode()),
                    "Stream [a] does not lead to event 5");
        }

        @Test
        void aMissingLinkOfAStream() throws Exception {
            assertFound(
                    (tables, batch) -> batch.delete(tables.sequences(), Keys.inStream(1, 1)),
                    "Stream [a] does not lead to event 2 at sequence number 1");
        }

        @Test
        void aMissingIdentifier() throws Exception {
            assertFound(
                    (tables, batch) -> batch.delete(
                            tables.identifiers(),
                            Keys.eventIdentifier(EventEncoding.decode(
                                            1, Objects.requireNonNull(tables.get(tables.events(), Keys.position(1))))
                                    .eventIdentifier())),
                    "does not lead to event 1");
        }

        @Test
        void aStrayIdentifier() throws Exception {
            assertFound(
                    (tables, batch) -> batch.put(tables.identifiers(), Keys.eventIdentifier("stray"), Keys.position(9)),
                    "There are 6 event identifiers and 5 events");
        }

        @Test
        void aChangedEvent() throws Exception {
            assertFound(
                    (tables, batch) -> {
                        byte[] entry = Objects.requireNonNull(tables.get(tables.events(), Keys.position(3)));
                        entry[entry.length - 1] ^= 1;
                        batch.put(tables.events(), Keys.position(3), entry);
                    },
                    "Event 3 does not match its checksum");
        }

        @Test
        void aChangedHighTime() throws Exception {
            assertFound(
                    (tables, batch) -> {
                        byte[] entry = Objects.requireNonNull(tables.get(tables.events(), Keys.position(3)));
                        EventEncoding.setHighTime(entry, Instant.MAX);
                        batch.put(tables.events(), Keys.position(3), entry);
                    },
                    "Event 3 has a wrong high time");
        }

        @Test
        void aChangedSnapshot() throws Exception {
            assertFound(
                    (tables, batch) -> batch.put(tables.snapshots(), Keys.stream("a"), new byte[] {1, 2, 3}),
                    "Snapshot 1: ");
        }

        private void assertFound(Damage damage, String finding) throws RocksDBException {
            try (Tables tables = new Tables(
                            folder.resolve("tables"),
                            new Tables.Opening(StoreOptions.defaults(), false, false, List.of()));
                    WriteBatch batch = new WriteBatch()) {
                damage.to(tables, batch);
                tables.write(batch, true);
            }

            VerificationReport report = RocksEventStore.verify(folder);

            assertThat(report.isSound()).isFalse();
            assertThat(report.findings()).anySatisfy(found -> assertThat(found).contains(finding));
        }
    }

    private interface Damage {
        void to(Tables tables, WriteBatch batch) throws RocksDBException;
    }
}
