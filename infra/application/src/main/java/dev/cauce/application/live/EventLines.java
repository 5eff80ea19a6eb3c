package dev.cauce.application.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes server-sent events, each flushed as it is written. */
final class EventLines {

    private final OutputStream out;
    private final JsonMapper json;

    EventLines(OutputStream out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    /** An event; {@code data} is written as JSON, which has no line end. */
    void event(@Nullable String id, String name, Object data) throws IOException {
        StringBuilder lines = new StringBuilder(256);
        if (id != null) {
            lines.append("id: ").append(id).append('\n');
        }
        lines.append("event: ").append(name).append("\ndata: ").append(json.writeValueAsString(data));
        write(lines.append("\n\n").toString());
    }

    /** A line that clients skip. */
    void comment(String text) throws IOException {
        write(": " + text + "\n\n");
    }

    /** How long a client is to wait before it connects again. */
    void retry(long millis) throws IOException {
        write("retry: " + millis + "\n\n");
    }

    private void write(String lines) throws IOException {
        out.write(lines.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
