package dev.cauce.cli.customers;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far an import is: one line that renews itself on a terminal, a plain line every ten seconds elsewhere. The
 * rate is that of the last ten seconds or so, since the start says little about the rest.
 */
final class Progress {
    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(10);
    private static final int BAR = 24;
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean terminal;
    private final InstantSource clock;
    private final long lines;
    private final Instant start;
    private Instant shown;
    private Instant rated;
    private long ratedRows;
    private double rate;
    private boolean drawn;

    /**
     * @param terminal whether the line may be redrawn
     * @param lines of the whole table
     */
    Progress(PrintStream out, boolean terminal, InstantSource clock, long lines) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.lines = lines;
        this.start = clock.instant();
        this.shown = start;
        this.rated = start;
    }

    /**
     * Shows it when it is time to.
     *
     * @param line up to which rows are done
     */
    void at(long line, long rows, long rejected) {
        Instant now = clock.instant();
        if (Duration.between(shown, now).compareTo(terminal ? REDRAW : PLAIN_LINE) < 0) {
            return;
        }
        shown = now;
        measure(now, rows);
        String text = text(line, rows, rejected);
        if (terminal) {
            out.print("\r" + padded(bar(line) + " " + text));
            out.flush();
            drawn = true;
        } else {
            out.println(text);
        }
    }

    /** Ends the line that renews itself. */
    void done() {
        if (drawn) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
        }
    }

    /** Since the start. */
    Duration elapsed() {
        return Duration.between(start, clock.instant());
    }

    private void measure(Instant now, long rows) {
        Duration window = Duration.between(rated, now);
        if (window.compareTo(Duration.ofSeconds(1)) >= 0) {
            double current = (rows - ratedRows) * 1000.0 / window.toMillis();
            rate = rate == 0 ? current : 0.7 * rate + 0.3 * current;
            rated = now;
            ratedRows = rows;
        }
    }

    private String text(long line, long rows, long rejected) {
        String left = left(line, rows);
        return String.format(
                Locale.ROOT,
                "%3d %%  %,d rows  %s%s%s",
                percent(line),
                rows,
                rate > 0 ? String.format(Locale.ROOT, "%,.0f rows/s", rate) : "starting",
                left == null ? "" : "  " + left + " left",
                rejected > 0 ? String.format(Locale.ROOT, "  %,d rejected", rejected) : "");
    }

    private @Nullable String left(long line, long rows) {
        if (rate <= 0 || rows == 0) {
            return null;
        }
        // A row may take several lines of the file; how many is known from those that are done.
        double rowsLeft = (lines - line) * (rows / (double) Math.max(line - 1, 1));
        return duration(Duration.ofMillis((long) (rowsLeft * 1000 / rate)));
    }

    private long percent(long line) {
        return lines == 0 ? 100 : Math.min(100, line * 100 / lines);
    }

    private String bar(long line) {
        int filled = (int) (percent(line) * BAR / 100);
        return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]";
    }

    private static String padded(String text) {
        return text.length() >= WIDTH ? text.substring(0, WIDTH) : text + " ".repeat(WIDTH - text.length());
    }

    /** {@code 9 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    static String duration(Duration time) {
        if (time.toMinutes() < 1) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 1
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
