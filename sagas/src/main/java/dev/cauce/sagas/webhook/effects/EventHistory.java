package dev.cauce.sagas.webhook.effects;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/** The events of a tenant, read again. */
@FunctionalInterface
public interface EventHistory {

    /** Where reading begins. */
    long START = -1;

    /** An event and its position among all. */
    record Recorded(long position, EventMessage<?> event) {}

    /** A stretch; the next one begins at {@code goOnAt}, unless history {@code ended}. */
    record Stretch(List<Recorded> events, long goOnAt, boolean ended) {}

    /**
     * Reads on.
     *
     * @param since recorded then or later, where it is given
     * @param at {@link #START}, a position after which to read, or what the stretch before said
     */
    Stretch read(String tenantId, @Nullable Instant since, long at, int limit);
}
