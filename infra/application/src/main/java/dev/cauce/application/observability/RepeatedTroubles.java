package dev.cauce.application.observability;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.cauce.platform.messaging.FirstFew;
import java.time.Duration;
import java.util.List;
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
    private static final Duration WHILE = Duration.ofMinutes(1);
    private static final int FIRST = 3;

    private final FirstFew lines;

    /** @param nanos the time, as {@link System#nanoTime} */
    RepeatedTroubles(LongSupplier nanos) {
        this.lines = new FirstFew(FIRST, WHILE, nanos);
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
        FirstFew.Verdict verdict = lines.next(logger.getName() + " " + format);
        if (verdict.leftOut() > 0) {
            LOG.warn("{} more of '{}' were left out", verdict.leftOut(), format);
        }
        return verdict.said() ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private static boolean isOfFramework(String logger) {
        return FRAMEWORKS.stream().anyMatch(logger::startsWith);
    }
}
