package dev.cauce.application.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events as they come. */
public final class EventStream implements AutoCloseable {

    private final HttpResponse<InputStream> answer;
    private final BufferedReader lines;

    private EventStream(HttpResponse<InputStream> answer) {
        this.answer = answer;
        this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    public static EventStream open(
            RunningApplication application, String path, String token, @Nullable String lastEventId) {
        HttpRequest.Builder request = application
                .request(path)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        EventStream stream = new EventStream(application.open(request.build()));
        assertThat(stream.answer.statusCode()).isEqualTo(200);
        assertThat(stream.answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        return stream;
    }

    /** Reads on to the first event that is as wanted. */
    public Event await(Predicate<Event> wanted) {
        Event event = next();
        while (!wanted.test(event)) {
            event = next();
        }
        return event;
    }

    /** The next event. */
    public Event next() {
        @Nullable String id = null;
        @Nullable String name = null;
        @Nullable String data = null;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && name != null && data != null) {
                    return new Event(id, name, RunningApplication.JSON.readTree(data));
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        throw new AssertionError("The stream has ended.");
    }

    /** Whether there is nothing after what was read. */
    boolean atEnd() {
        try {
            return lines.read() == -1;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    public record Event(@Nullable String id, String name, JsonNode data) {

        public boolean isOf(String accountId) {
            return data.path("accountId").asString("").equals(accountId);
        }
    }
}
