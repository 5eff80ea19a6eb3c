package dev.cauce.application.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * The position that a stream may give as the place to resume at. Where several processes tell a stream, one may be
 * ahead with what it tells while another's update, about an earlier event, is still under way: so a position counts
 * only after updates have had that long to arrive. A client that resumes sees a few things twice, and misses none.
 */
final class SettledPosition {

    private final long pauseNanos;
    private final Deque<Heard> waiting = new ArrayDeque<>();
    private OptionalLong settled = OptionalLong.empty();

    /** @param pause how long updates may be under way; zero where one process alone tells */
    SettledPosition(Duration pause) {
        this.pauseNanos = pause.toNanos();
    }

    /**
     * The newest position that has settled; none before the first has.
     *
     * @param position the position that came with the newest update; negative where it has none
     * @param nanos the time now, of {@link System#nanoTime}
     */
    OptionalLong after(long position, long nanos) {
        if (position >= 0) {
            waiting.addLast(new Heard(position, nanos));
        }
        for (Heard heard = waiting.peekFirst();
                heard != null && nanos - heard.nanos() >= pauseNanos;
                heard = waiting.peekFirst()) {
            settled = OptionalLong.of(Math.max(heard.position(), settled.orElse(0)));
            waiting.removeFirst();
        }
        return settled;
    }

    private record Heard(long position, long nanos) {}
}
