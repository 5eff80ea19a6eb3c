package dev.cauce.benchmarks.eventstore;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;

/** Appends and reads as commands and processors would, each caller a virtual thread with a stream of its own. */
final class Load {

    private static final int STREAM = 5;
    private static final int FILL_APPEND = 50;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final EventStorageEngine engine;

    Load(EventStorageEngine engine) {
        this.engine = engine;
    }

    /** What an account's event is like: some two hundred bytes, and the eight metadata of every event. */
    record Payload(String accountId, String name, String plan, long priceMinor, String currency, String note) {}

    /**
     * Appends per second and how long they took.
     *
     * @param perSecond acknowledged appends per second
     * @param p50Micros half took no longer
     * @param p99Micros all but one in a hundred took no longer
     * @param cpuMicros processor time of the whole process for each append
     */
    record Appends(double perSecond, double p50Micros, double p99Micros, double cpuMicros) {}

    Appends append(int inFlight, Duration length) throws InterruptedException, ExecutionException {
        long cpuBefore = PROCESS.getProcessCpuTime();
        long started = System.nanoTime();
        long end = started + length.toNanos();
        List<Future<List<Long>>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < inFlight; caller++) {
                callers.add(threads.submit(() -> appendUntil(end)));
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        long cpu = PROCESS.getProcessCpuTime() - cpuBefore;
        List<long[]> all = new ArrayList<>();
        for (Future<List<Long>> caller : callers) {
            all.add(caller.get().stream().mapToLong(Long::longValue).toArray());
        }
        long[] sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Appends(
                sorted.length / seconds, percentile(sorted, 0.5), percentile(sorted, 0.99), cpu / 1e3 / sorted.length);
    }

    private List<Long> appendUntil(long end) {
        List<Long> nanos = new ArrayList<>();
        String stream = UUID.randomUUID().toString();
        long sequence = 0;
        while (System.nanoTime() < end) {
            if (sequence == STREAM) {
                stream = UUID.randomUUID().toString();
                sequence = 0;
            }
            long before = System.nanoTime();
            engine.appendEvents(event(stream, sequence++));
            nanos.add(System.nanoTime() - before);
        }
        return nanos;
    }

    /** Streams of five events, grown side by side as they would be, not one after the other. */
    List<String> fill(int streams) {
        List<String> identifiers = Stream.generate(() -> UUID.randomUUID().toString())
                .limit(streams)
                .toList();
        for (int sequence = 0; sequence < STREAM; sequence++) {
            for (int first = 0; first < streams; first += FILL_APPEND) {
                long number = sequence;
                engine.appendEvents(identifiers.subList(first, Math.min(first + FILL_APPEND, streams)).stream()
                        .map(stream -> event(stream, number))
                        .toList());
            }
        }
        return identifiers;
    }

    /** Events read per second from the first to the last, metadata and payload left serialised. */
    double replay() {
        long started = System.nanoTime();
        long count = engine.readEvents(null, false).count();
        return count * 1e9 / (System.nanoTime() - started);
    }

    /** Microseconds to load one of these streams of five events, from one thread. */
    double loadMicros(List<String> streams, int times) {
        long started = System.nanoTime();
        for (int i = 0; i < times; i++) {
            String stream = streams.get(ThreadLocalRandom.current().nextInt(streams.size()));
            if (engine.readEvents(stream).asStream().count() != STREAM) {
                throw new IllegalStateException("A stream is not as it was written");
            }
        }
        return (System.nanoTime() - started) / 1e3 / times;
    }

    /** Microseconds to learn that a stream does not exist: what every new idempotency key costs. */
    double missMicros(int times) {
        long started = System.nanoTime();
        for (int i = 0; i < times; i++) {
            if (engine.readEvents(UUID.randomUUID().toString()).hasNext()) {
                throw new IllegalStateException("A stream that was never written exists");
            }
        }
        return (System.nanoTime() - started) / 1e3 / times;
    }

    private static DomainEventMessage<Payload> event(String stream, long sequence) {
        return new GenericDomainEventMessage<>(
                "Account",
                stream,
                sequence,
                new Payload(stream, "Example Industries", "growth", 4_900, "EUR", "x".repeat(100)),
                MetaData.from(Map.of(
                        "tenantId",
                        "tenant-1",
                        "actor",
                        "subject-1/client-1",
                        "onBehalfOf",
                        "",
                        "correlationId",
                        stream,
                        "causationId",
                        stream,
                        "commandId",
                        stream,
                        "idempotencyKey",
                        stream,
                        "effectiveAt",
                        "2026-11-24T10:00:00Z")),
                UUID.randomUUID().toString(),
                Instant.now());
    }

    private static double percentile(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))] / 1e3;
    }
}
