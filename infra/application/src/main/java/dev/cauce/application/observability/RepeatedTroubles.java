package dev.cauce.application.observability;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps the log readable while a store or a server is away: every processor and channel of the frameworks says so at
 * each of its attempts, with its stack. Of a trouble that repeats itself the first few lines of a while are logged, and
 * how many were left out is said with the first of the next. What Cauce itself says is never left out.
 */
final class RepeatedTroubles extends TurboFilter {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(RepeatedTroubles.class);
    private static final List<String> FRAMEWORKS =
            List.of("org.axonframework.", "io.axoniq.", "io.grpc.", "org.mongodb.");
    private static final long WHILE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int FIRST = 3;

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** @param nanos the time, as {@link System#nanoTime} */
    RepeatedTroubles(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        // Without a text it is only asked whether it would be logged.
        if (format == null || !level.isGreaterOrEqual(Level.WARN) || !isOfFramework(logger.getName())) {
            return FilterReply.NEUTRAL;
        }
        long now = nanos.getAsLong();
        Told state = told.merge(
                logger.getName() + " " + format, new Told(now, 1, 0), (before, first) -> before.next(now, first));
        if (state.leftOut() > 0 && state.count() == 1) {
            LOG.warn("{} more of '{}' were left out", state.leftOut(), format);
        }
        return state.count() > FIRST ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean isOfFramework(String logger) {
        return FRAMEWORKS.stream().anyMatch(logger::startsWith);
    }

    /**
     * How often something was said.
     *
     * @param since when this while began
     * @param count how often in this while
     * @param leftOut how many of the while before were left out
     */
    private record Told(long since, int count, int leftOut) {

        Told next(long now, Told first) {
            return now - since < WHILE_NANOS
                    ? new Told(since, count + 1, leftOut)
                    : new Told(first.since(), 1, Math.max(0, count - FIRST));
        }
    }
}
