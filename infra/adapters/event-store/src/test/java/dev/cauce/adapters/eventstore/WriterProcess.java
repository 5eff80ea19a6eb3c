package dev.cauce.adapters.eventstore;

import static dev.cauce.adapters.eventstore.TestEvents.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * A process that appends from several threads until it is killed. What was acknowledged it writes to a file of its own,
 * one line an append: the identifiers of its events.
 */
final class WriterProcess {

    private static final int LINE_EVERY = 20;

    private WriterProcess() {}

    /** Arguments: folder, file of acknowledgements, journal of syncs or '-', durability, threads, seed. */
    public static void main(String[] arguments) throws Exception {
        StoreOptions options = StoreOptions.defaults()
                .withDurability(StoreOptions.Durability.valueOf(arguments[3]))
                // Small buffers, so that files are sorted and replaced all the time.
                .withMemory(1 << 20, 1 << 20);
        RocksEventStore.Surroundings surroundings = new RocksEventStore.Surroundings(
                arguments[2].equals("-") ? List.of() : List.of(new SyncedLengths(Path.of(arguments[2]))), null);
        RocksEventStore store = RocksEventStore.open(Path.of(arguments[0]), options, surroundings);
        RocksEventStorageEngine engine = TestEvents.engine(store).build();
        FileChannel acknowledged =
                FileChannel.open(Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        AtomicLong appends = new AtomicLong();
        long seed = Long.parseLong(arguments[5]);
        for (int thread = 0; thread < Integer.parseInt(arguments[4]); thread++) {
            Random random = new Random(seed + thread);
            String own = "own-" + UUID.randomUUID();
            Thread.ofVirtual().start(() -> {
                for (long sequence = 0; ; sequence++) {
                    List<EventMessage<?>> events = events(engine, own, sequence, random);
                    try {
                        engine.appendEvents(events);
                    } catch (ConcurrencyException | AggregateStreamCreationException lost) {
                        sequence--;
                        continue;
                    }
                    acknowledge(acknowledged, events);
                    if (appends.incrementAndGet() % LINE_EVERY == 0) {
                        System.out.println(appends.get());
                    }
                }
            });
        }
        Thread.currentThread().join();
    }

    /** An event of a stream of one's own; often others of a stream that all fight for, and of none. */
    private static List<EventMessage<?>> events(
            RocksEventStorageEngine engine, String own, long sequence, Random random) {
        List<EventMessage<?>> events = new ArrayList<>();
        events.add(event(own, sequence));
        if (random.nextInt(4) == 0) {
            String contended = "contended-" + random.nextInt(3);
            events.add(event(
                    contended,
                    engine.lastSequenceNumberFor(contended)
                            .map(last -> last + 1)
                            .orElse(0L)));
        }
        if (random.nextInt(3) == 0) {
            events.add(new GenericEventMessage<>("x".repeat(random.nextInt(2000))));
        }
        if (random.nextInt(3) == 0) {
            events.add(event("key-" + UUID.randomUUID(), 0, Instant.now()));
        }
        return events;
    }

    private static void acknowledge(FileChannel acknowledged, List<EventMessage<?>> events) {
        StringBuilder line = new StringBuilder();
        events.forEach(event -> line.append(event.getIdentifier()).append(' '));
        try {
            acknowledged.write(ByteBuffer.wrap(line.append('\n').toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
