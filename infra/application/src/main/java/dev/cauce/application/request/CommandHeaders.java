package dev.cauce.application.request;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.rejection.Rejected;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the headers that every request to the API may carry. */
public final class CommandHeaders {

    /** The position that a command reached, and that a query waits for. */
    public static final String POSITION = "Cauce-Position";

    /** Says that the answer was given before. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,254}");
    private static final Pattern ENTITY_TAG = Pattern.compile("\"(\\d{1,18})\"");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private CommandHeaders() {}

    /**
     * What the platform is to know of a POST.
     *
     * @param body as it came, byte by byte, so that a repetition can be told from another request under the same key
     * @throws Rejected with {@code INVALID_REQUEST} where a header is malformed, or the key is missing
     */
    public static CurrentRequest command(
            Caller caller,
            @Nullable String idempotencyKey,
            String path,
            String body,
            @Nullable String ifMatch,
            @Nullable String position,
            LongConsumer onPosition,
            Runnable onRepeated) {
        if (idempotencyKey == null || !KEY.matcher(idempotencyKey).matches()) {
            throw malformed("Idempotency-Key: a POST needs one, 1 to 255 printable ASCII characters.");
        }
        return new CurrentRequest(
                caller,
                idempotencyKey,
                RequestStream.sha256("POST " + path + "\n" + body),
                version(ifMatch),
                position(position),
                onPosition,
                onRepeated);
    }

    /** What the platform is to know of any other request. */
    static CurrentRequest reading(
            Caller caller,
            @Nullable String idempotencyKey,
            @Nullable String ifMatch,
            @Nullable String position,
            LongConsumer onPosition,
            Runnable onRepeated) {
        return new CurrentRequest(
                caller, idempotencyKey, null, version(ifMatch), position(position), onPosition, onRepeated);
    }

    private static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        Matcher tag = ENTITY_TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw malformed("If-Match: one entity tag as an ETag gave it, such as \"3\".");
        }
        return Long.valueOf(tag.group(1));
    }

    private static @Nullable Long position(@Nullable String position) {
        if (position == null) {
            return null;
        }
        if (!NUMBER.matcher(position).matches()) {
            throw malformed(POSITION + ": as an answer gave it.");
        }
        return Long.valueOf(position);
    }

    private static Rejected malformed(String what) {
        return new Rejected(ErrorCode.INVALID_REQUEST, what);
    }
}
