package dev.cauce.application.simulation;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;

/**
 * The ids of messages and sagas. They are random, but for those that the simulating thread makes, and the threads that
 * it starts and waits for: there they follow from the seed and a count, since views show some of them.
 */
public final class MessageIdentifiers extends IdentifierFactory {

    private static final InheritableThreadLocal<@Nullable Counted> COUNTED = new InheritableThreadLocal<>();

    @Override
    public String generateIdentifier() {
        Counted counted = COUNTED.get();
        return (counted == null ? UUID.randomUUID() : counted.next()).toString();
    }

    /** Runs what is simulated, on this thread and those that it starts, under ids of this seed. */
    static void whileCounting(long seed, Runnable simulated) {
        COUNTED.set(new Counted(seed, new AtomicLong()));
        try {
            simulated.run();
        } finally {
            COUNTED.remove();
        }
    }

    private record Counted(long seed, AtomicLong count) {

        UUID next() {
            String name = "cauce-simulation/" + seed + "/" + count.incrementAndGet();
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }
    }
}
