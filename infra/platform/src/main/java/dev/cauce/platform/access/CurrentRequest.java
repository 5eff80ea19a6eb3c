package dev.cauce.platform.access;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the platform knows of the HTTP request that the current thread serves. The application's filter binds it;
 * whoever hands work to another thread hands it along.
 *
 * @param idempotencyKey as the client sent it; null on requests that need none
 * @param requestHash SHA-256 of method, path and body, to tell a repetition from another request
 * @param expectedVersion from {@code If-Match}
 * @param position from {@code Cauce-Position}: views must have reached it before they answer
 * @param onPosition told the position that a command reached, for the {@code Cauce-Position} of the answer
 * @param onRepeated told that the answer was given before, for the {@code Idempotent-Replayed} of the answer
 */
public record CurrentRequest(
        Caller caller,
        @Nullable String idempotencyKey,
        @Nullable String requestHash,
        @Nullable Long expectedVersion,
        @Nullable Long position,
        LongConsumer onPosition,
        Runnable onRepeated) {

    private static final ThreadLocal<@Nullable CurrentRequest> BOUND = new ThreadLocal<>();

    /** The request of this thread. */
    public static CurrentRequest get() {
        CurrentRequest bound = BOUND.get();
        if (bound == null) {
            throw new IllegalStateException("No request is bound to this thread.");
        }
        return bound;
    }

    /** Whether this thread serves a request. */
    public static boolean isBound() {
        return BOUND.get() != null;
    }

    /** Runs the action with this request bound to the thread. */
    public <E extends Exception> void whileBound(Action<E> action) throws E {
        CurrentRequest outer = BOUND.get();
        BOUND.set(this);
        try {
            action.run();
        } finally {
            if (outer == null) {
                BOUND.remove();
            } else {
                BOUND.set(outer);
            }
        }
    }

    /**
     * An id for what the client asked to create without naming it, derived from the caller and the idempotency key, so
     * that a repeated request creates the same thing.
     */
    public String derivedId() {
        String scope = caller.tenantId() + "|" + caller.actor() + "|" + idempotencyKey;
        return UUID.nameUUIDFromBytes(scope.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** What runs while a request is bound. */
    @FunctionalInterface
    public interface Action<E extends Exception> {
        void run() throws E;
    }
}
