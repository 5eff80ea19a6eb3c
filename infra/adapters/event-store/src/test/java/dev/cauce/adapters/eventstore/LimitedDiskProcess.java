package dev.cauce.adapters.eventstore;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.axonframework.messaging.MetaData;

/**
 * A process that may not let its files grow beyond a limit for a while, so that the operating system itself fails its
 * writes in the middle, and then may again.
 */
final class LimitedDiskProcess {

    private static final int RLIMIT_FSIZE = 1;
    private static final long LIMIT = 300_000;

    private LimitedDiskProcess() {}

    public static void main(String[] arguments) throws Throwable {
        try (RocksEventStore store = RocksEventStore.open(Path.of(arguments[0]), StoreOptions.defaults())) {
            RocksEventStorageEngine engine = TestEvents.engine(store).build();
            append(engine, 0);
            limitFiles(LIMIT);
            long failed = appendUntilItFails(engine);
            check(store.events().head() == failed, "the failed append left something");
            check(
                    engine.readEvents("a").asStream().count() == failed,
                    "events cannot be read while nothing is written");
            check(fails(engine, failed), "an append went through although the disk takes nothing");
            limitFiles(-1);
            append(engine, failed);
            append(engine, failed + 1);
            check(store.metrics().reopenings() == 1, "the tables were not opened anew");
            check(store.events().head() == failed + 2, "positions have a gap");
            check(
                    store.verify().isSound(),
                    "the store is damaged: " + store.verify().findings());
        }
        check(RocksEventStore.verify(Path.of(arguments[0])).isSound(), "the folder is damaged");
        System.out.println("sound");
    }

    private static long appendUntilItFails(RocksEventStorageEngine engine) {
        long sequence = 1;
        while (!fails(engine, sequence)) {
            sequence++;
            check(sequence < 10_000, "the limit does not hold");
        }
        return sequence;
    }

    private static boolean fails(RocksEventStorageEngine engine, long sequence) {
        try {
            append(engine, sequence);
            return false;
        } catch (StoreException failure) {
            check(failure.error() == StoreError.IO_FAILED, "unexpected: " + failure);
            System.out.println(failure.getMessage());
            return true;
        }
    }

    private static void append(RocksEventStorageEngine engine, long sequence) {
        engine.appendEvents(TestEvents.event("a", sequence).withMetaData(MetaData.with("fill", "x".repeat(1000))));
    }

    private static void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    /** The soft limit alone, which may be raised again up to the hard one. */
    @SuppressWarnings("restricted")
    private static void limitFiles(long bytes) throws Throwable {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor signature =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        MethodHandle set = linker.downcallHandle(linker.defaultLookup().findOrThrow("setrlimit"), signature);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(ValueLayout.JAVA_LONG, 2);
            limits.setAtIndex(ValueLayout.JAVA_LONG, 0, bytes);
            limits.setAtIndex(ValueLayout.JAVA_LONG, 1, -1);
            check((int) set.invokeExact(RLIMIT_FSIZE, limits) == 0, "the limit cannot be set");
        }
    }
}
