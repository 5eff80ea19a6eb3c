package dev.cauce.command;

import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** When something holds in the business, as a command may say it: never in the future, and within recorded history. */
public final class EffectiveTime {

    /** Older than any customer; what lies before it is a slip of the pen or an attack on calendar arithmetic. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private EffectiveTime() {}

    /**
     * The time given, or now where none is.
     *
     * @throws Rejected with {@code DATE_IN_FUTURE}, or {@code INVALID_REQUEST} before the year 1900
     */
    public static Instant orNow(@Nullable Instant given, Clock clock, String name) {
        Instant now = clock.instant();
        if (given == null) {
            return now;
        }
        if (given.isAfter(now)) {
            throw new Rejected(ErrorCode.DATE_IN_FUTURE, name + " lies in the future.");
        }
        if (given.isBefore(EARLIEST)) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, name + " lies before the year 1900.");
        }
        return given;
    }

    /** Metadata that says since when an event holds; empty where the command did not say, so the recording counts. */
    public static MetaData metadata(@Nullable Instant given) {
        return given == null ? MetaData.emptyInstance() : MetaData.with(MetadataKey.EFFECTIVE_AT, given.toString());
    }
}
