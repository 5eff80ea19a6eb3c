package dev.cauce.application.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The history of the tenant as an auditor reads it over HTTP: an event a line, as it comes. */
final class HistoryLines {

    private HistoryLines() {}

    static void read(ApiClient api, String query, Consumer<JsonNode> eachEvent) throws IOException {
        HttpResponse<InputStream> answer = api.lines("/v1/audit/events" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                eachEvent.accept(ApiClient.JSON.readTree(line));
            }
        }
    }

    /** The simple name of the event. */
    static String type(JsonNode event) {
        return event.path("type").asString().substring("dev.cauce.".length());
    }
}
