package dev.cauce.application.crash;

import dev.cauce.application.crash.Request.Answer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends its work one request after the other, and remembers what it was answered. When the server is gone it stops; the
 * request that has no answer is the first one that it sends the next time.
 */
public final class Writer {

    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final int ASKED_AGAIN = 10;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Work work;
    private final LinkedHashMap<Request, Answer> answered = new LinkedHashMap<>();
    private @Nullable Request unanswered;
    private int repetitions;

    public Writer(Work work) {
        this.work = work;
    }

    /** Everything that was answered, in order. */
    public Map<Request, Answer> answered() {
        return answered;
    }

    /** How many requests were sent again after a kill had kept their answer back. */
    int repetitions() {
        return repetitions;
    }

    /** Goes on until it is told to stop or the server is gone. */
    public void write(ApiClient api, BooleanSupplier stop) {
        try {
            while (!stop.getAsBoolean()) {
                finish(api);
                unanswered = work.next();
                finish(api);
            }
        } catch (IOException gone) {
            // It was killed; what has no answer is sent again.
        }
    }

    /** Asks the last requests again: the answers must be those that were given. */
    void confirm(ApiClient api) throws IOException {
        if (unanswered != null) {
            repetitions++;
        }
        finish(api);
        var last = answered.sequencedEntrySet().reversed().iterator();
        for (int left = ASKED_AGAIN; left > 0 && last.hasNext(); left--) {
            var known = last.next();
            HttpResponse<String> again = api.post(
                    known.getKey().path(), known.getKey().key(), known.getKey().body());
            Answer answer = new Answer(again.statusCode(), again.body());
            if (!answer.equals(known.getValue())
                    || again.headers().firstValue("Idempotent-Replayed").isEmpty()) {
                throw new AssertionError("%s was answered with %s and now with %s %s"
                        .formatted(known.getKey(), known.getValue(), answer, again.headers()));
            }
        }
    }

    /** Sends the request without an answer again: that one, where it had been carried out all the same. */
    Optional<Request> carriedOutUnanswered(ApiClient api) throws IOException {
        Request request = unanswered;
        if (request == null) {
            return Optional.empty();
        }
        boolean before = api.post(request.path(), request.key(), request.body())
                .headers()
                .firstValue("Idempotent-Replayed")
                .isPresent();
        return before ? Optional.of(request) : Optional.empty();
    }

    private void finish(ApiClient api) throws IOException {
        Request request = unanswered;
        if (request == null) {
            return;
        }
        HttpResponse<String> response = api.post(request.path(), request.key(), request.body());
        while (isPassing(response)) {
            LockSupport.parkNanos(PAUSE.toNanos());
            response = api.post(request.path(), request.key(), request.body());
        }
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError("%s is turned down: %s".formatted(request, response.body()));
        }
        answered.put(request, new Answer(response.statusCode(), response.body()));
        unanswered = null;
    }

    private static boolean isPassing(HttpResponse<String> response) {
        return BUSY.contains(response.statusCode())
                || (response.statusCode() == 409
                        && (response.body().contains("REQUEST_IN_FLIGHT")
                                || response.body().contains("CONCURRENT_CHANGE")));
    }
}
