package dev.cauce.application.audit;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The events of a tenant in the order of recording, upcast and decrypted (redacted where the person was erased). It is
 * read in stretches, so that neither a long history nor a rare match holds a caller or the memory for ever.
 */
public interface History {

    /** Where reading begins. */
    long START = -1;

    /**
     * Reads on.
     *
     * @param at {@link #START}, or what the stretch before says to go on at, for the same question
     * @param limit the most events to return
     */
    Stretch read(HistoryQuestion question, long at, int limit);

    /**
     * A stretch of history.
     *
     * @param events what matched, in order; perhaps none, and more later
     * @param goOnAt where the next stretch begins
     * @param end whether history ended here when it was read
     */
    record Stretch(List<Recorded> events, long goOnAt, boolean end) {
        public Stretch {
            events = List.copyOf(events);
        }
    }

    /**
     * An event in history.
     *
     * @param position among all events; null where the store does not tell it when one stream is read
     */
    record Recorded(@Nullable Long position, EventMessage<?> event) {}
}
