package dev.cauce.adapters.eventstore;

import static dev.cauce.adapters.eventstore.TestEvents.event;
import static dev.cauce.adapters.eventstore.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;

class FailedWriteTest {

    @TempDir
    private Path folder;

    /** A failed append may have reached the log all the same. It was reported as failed, so it must not come back. */
    @Test
    void isRolledBackToWhatWasAcknowledged() throws Exception {
        try (RocksEventStore store = TestEvents.store(folder)) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            engine.appendEvents(events("a", 3));
            engine.appendEvents(event("a", 3), event("b", 0), event("a", 4), event("c", 0), event("c", 1));
        }
        for (long head = 8; head >= 0; head--) {
            try (Tables tables = new Tables(
                    folder.resolve("tables"), new Tables.Opening(StoreOptions.defaults(), false, false, List.of()))) {
                new Rollback(tables).to(head);
            }
            VerificationReport report = RocksEventStore.verify(folder);
            assertThat(report.findings()).isEmpty();
            assertThat(report.head()).isEqualTo(head);
        }
        try (RocksEventStore store = TestEvents.store(folder)) {
            TestEvents.engine(store).build().appendEvents(events("a", 5));
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    @Test
    void isRolledBackBeforeAnythingElseIsWritten() {
        AtomicReference<RuntimeException> fault = new AtomicReference<>();
        LongSupplier usableSpace = () -> {
            RuntimeException once = fault.getAndSet(null);
            if (once != null) {
                throw once;
            }
            return 0;
        };
        try (RocksEventStore store = RocksEventStore.open(
                folder,
                StoreOptions.defaults().withMinimumFreeBytes(0),
                new RocksEventStore.Surroundings(List.of(), usableSpace))) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            fault.set(new IllegalStateException("the writer fails"));
            long sequence = 0;
            while (fault.get() != null) {
                sequence = appendUnlessItFails(engine, sequence);
            }
            // As if the failed append had reached the log after all.
            writeBehindItsBack(store, "stray");

            engine.appendEvents(event("a", sequence));

            assertThat(store.metrics().reopenings()).isEqualTo(1);
            assertThat(store.events().stream("stray")).isEmpty();
            assertThat(store.events().head()).isEqualTo(sequence + 1);
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    private static void writeBehindItsBack(RocksEventStore store, String stream) {
        Instant now = Instant.now();
        byte[] entry = EventEncoding.encode(new EventEntry(
                true, "type", stream, 0, "stray event", now, "java.lang.String", null, new byte[0], new byte[0]));
        store.access().read("Writing behind the writer's back", tables -> {
            try (WriteBatch batch = new WriteBatch()) {
                new Group(tables, batch, store.events().head(), now)
                        .add(new Work.Append(
                                List.of(new PendingEvent(stream, 0, "stray event", now, entry)),
                                new CompletableFuture<>()));
                tables.write(batch, true);
            }
            return stream;
        });
        assertThat(store.events().stream(stream)).isPresent();
    }

    private static long appendUnlessItFails(RocksEventStorageEngine engine, long sequence) {
        try {
            engine.appendEvents(event("a", sequence));
            return sequence + 1;
        } catch (StoreException failure) {
            assertThat(failure).hasRootCauseMessage("the writer fails");
            return sequence;
        }
    }

    @Test
    void cannotHideThatAcknowledgedEventsAreGone() throws Exception {
        try (RocksEventStore store = TestEvents.store(folder)) {
            TestEvents.engine(store).build().appendEvents(events("a", 3));
        }
        try (Tables tables = new Tables(
                folder.resolve("tables"), new Tables.Opening(StoreOptions.defaults(), false, false, List.of()))) {
            assertThatThrownBy(() -> new Rollback(tables).to(4)).hasMessageContaining("only 3 are left");
        }
    }

    @Test
    void isToldApartByWhatTheEngineSays() {
        assertThat(error(Status.Code.IOError, Status.SubCode.NoSpace)).isEqualTo(StoreError.DISK_FULL);
        assertThat(error(Status.Code.IOError, Status.SubCode.None)).isEqualTo(StoreError.IO_FAILED);
        assertThat(error(Status.Code.Corruption, Status.SubCode.None)).isEqualTo(StoreError.CORRUPT);
    }

    /** What a crash in the middle of a write leaves: a log whose last record is cut short, or is rubbish. */
    @Test
    void thatACrashCutShortIsLeftOutAndAllBeforeItKept() throws IOException {
        Path crashed = folder.resolve("crashed");
        try (RocksEventStore store = TestEvents.store(folder.resolve("events"))) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            engine.appendEvents(events("a", 3));
            engine.appendEvents(event("a", 3), event("b", 0));
            copy(store.folder(), crashed);
        }
        Path log = lastLog(crashed);
        for (int cut = 1; cut < 20; cut += 6) {
            Path copy = folder.resolve("cut" + cut);
            copy(crashed, copy);
            try (FileChannel channel =
                    FileChannel.open(copy.resolve(crashed.relativize(log)), StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - cut);
            }
            assertLastAppendIsGone(copy);
        }
        Path rubbish = folder.resolve("rubbish");
        copy(crashed, rubbish);
        byte[] bytes = Files.readAllBytes(log);
        bytes[bytes.length - 3] ^= 0x55;
        Files.write(rubbish.resolve(crashed.relativize(log)), bytes);
        assertLastAppendIsGone(rubbish);
    }

    private static void assertLastAppendIsGone(Path copy) {
        try (RocksEventStore store = TestEvents.store(copy)) {
            assertThat(store.events().head()).isEqualTo(3);
            assertThat(store.verify().findings()).isEmpty();
            TestEvents.engine(store).build().appendEvents(event("a", 3), event("b", 0));
        }
        assertThat(RocksEventStore.verify(copy).head()).isEqualTo(5);
    }

    private static StoreError error(Status.Code code, Status.SubCode detail) {
        return StoreException.of("Trying", new RocksDBException(new Status(code, detail, "")))
                .error();
    }

    private static Path lastLog(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store.resolve("tables"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
