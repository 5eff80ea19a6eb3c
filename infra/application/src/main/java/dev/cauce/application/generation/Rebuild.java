package dev.cauce.application.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A generation that is being built.
 *
 * @param automatic whether it is switched to by itself where it is the same
 * @param identical what the comparison came to; null before it
 */
public record Rebuild(
        int generation,
        Purpose purpose,
        boolean automatic,
        Instant startedAt,
        @Nullable Boolean identical) {

    /** Whether it has caught up and was compared, and waits to be switched to. */
    public boolean waits() {
        return identical != null;
    }

    Rebuild compared(boolean same) {
        return new Rebuild(generation, purpose, automatic, startedAt, same);
    }

    /** What it is built for. */
    public enum Purpose {
        /** To be served in the place of the one that is, which is kept for a while. */
        REBUILD,
        /** To be served in the place of the one that is, whatever that says, which is dropped. */
        REPLAY,
        /** To be compared, and dropped. */
        RECONCILIATION
    }
}
