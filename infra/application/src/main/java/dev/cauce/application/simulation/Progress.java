package dev.cauce.application.simulation;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Shows how far the simulation is: a bar on a terminal, a line now and then elsewhere. */
final class Progress {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final Instant start;
    private final Instant end;
    private final long began = System.nanoTime();
    private final long pauseNanos;
    private long shownAt;

    Progress(PrintStream out, boolean terminal, Instant start, Instant end) {
        this.out = out;
        this.terminal = terminal;
        this.start = start;
        this.end = end;
        this.pauseNanos = (terminal ? Duration.ofMillis(200) : Duration.ofSeconds(10)).toNanos();
        this.shownAt = began;
    }

    /** At this business time so many events are stored. */
    void at(Instant now, long events) {
        long nanos = System.nanoTime();
        if (nanos - shownAt >= pauseNanos) {
            shownAt = nanos;
            show(now, events);
        }
    }

    private void show(Instant now, long events) {
        double share = (double) Duration.between(start, now).toSeconds()
                / Math.max(1, Duration.between(start, end).toSeconds());
        int full = Math.clamp(Math.round(share * WIDTH), 0, WIDTH);
        out.printf(
                "%s[%s%s] %3d %%  %s  %,d events  %,d/s%s",
                terminal ? "\r" : "",
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                Math.round(share * 100),
                now.atOffset(ZoneOffset.UTC).toLocalDate(),
                events,
                Math.round(events / seconds()),
                terminal ? "  " : "\n");
        out.flush();
    }

    /** Shows the end; answers how many seconds it took. */
    double end(long events) {
        show(end, events);
        if (terminal) {
            out.println();
        }
        return seconds();
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}
