package dev.cauce.application.simulation;

import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What customers and staff are going to do, by business time; of what is due at once the first that was planned. */
final class Timeline {

    private final PriorityQueue<Planned> planned = new PriorityQueue<>();
    private long plans;

    /** Plans an act, for the next full quarter of an hour: so what many do can be handled together. */
    void plan(Instant at, Runnable act) {
        long quarter = 900;
        long second = (at.getEpochSecond() + quarter - 1) / quarter * quarter;
        planned.add(new Planned(Instant.ofEpochSecond(second), plans++, act));
    }

    /** When the next act is due; null where none is planned. */
    @Nullable
    Instant next() {
        Planned next = planned.peek();
        return next == null ? null : next.at();
    }

    /** Does what is due, until nothing is. */
    void actUntil(Instant now) {
        for (Planned next = planned.peek(); next != null && !next.at().isAfter(now); next = planned.peek()) {
            planned.remove();
            next.act().run();
        }
    }

    private record Planned(Instant at, long order, Runnable act) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
