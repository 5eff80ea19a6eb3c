package dev.cauce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.cauce.cli.standin.StandInCauce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportCommandTest {

    private static final String TWO_EVENTS = "{\"id\":\"1\"}\n{\"id\":\"2\",\"of\":\"Zoë\"}\n";
    private static final StandInCauce.Fault NONE = exchange -> false;

    @TempDir
    Path data;

    private final StandInCauce server = new StandInCauce();
    private final List<String> asked = new ArrayList<>();
    private Path file;
    private Path part;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(data.resolve("identity"));
        Files.writeString(
                data.resolve("identity/demo-clients.json"),
                "{\"clients\":[{\"role\":\"admin\",\"clientId\":\"demo-admin\",\"clientSecret\":\"s3cret\"}]}");
        file = data.resolve("history.ndjson");
        part = data.resolve("history.ndjson.part");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void writesTheHistoryAsItCameAndSaysHowManyEventsItHas() throws Exception {
        String whole = TWO_EVENTS + manifest(2, TWO_EVENTS);
        CommandLine command = command(Map.of());
        server.strikeNext(NONE, exporting(whole));

        int code = command.run("export", file.toString());

        assertThat(code).as(command.err()).isZero();
        assertThat(Files.readString(file)).isEqualTo(whole);
        assertThat(part).doesNotExist();
        assertThat(command.out()).isEqualTo("2 events in " + file + ", as their manifest says\n");
        assertThat(asked).containsExactly("GET /v1/admin/export as Bearer token-1-strong");
    }

    @Test
    void writesAHistoryWithoutEvents() throws Exception {
        CommandLine command = export(manifest(0, ""));

        assertThat(command.out()).startsWith("0 events in");
    }

    @Test
    void writesLinesThatAreLongerThanWhatIsReadAtOnce() throws Exception {
        String lines = ("{\"text\":\"" + "x".repeat(200_000) + "\"}\n").repeat(3) + "{}\n";
        CommandLine command = export(lines + manifest(4, lines));

        assertThat(command.out()).startsWith("4 events in");
        assertThat(file).hasContent(lines + manifest(4, lines));
    }

    @Test
    void asksWithTheTokenThatWasGiven() throws Exception {
        server.strikeNext(exporting(manifest(0, "")));
        assertThat(command(Map.of("CAUCE_TOKEN", "from-the-shell")).run("export", file.toString()))
                .isZero();
        Files.delete(file);
        Path token = Files.writeString(data.resolve("token"), "from-a-file\n");
        server.strikeNext(exporting(manifest(0, "")));
        assertThat(command(Map.of()).run("export", file.toString(), "--token-file", token.toString()))
                .isZero();

        assertThat(asked)
                .containsExactly(
                        "GET /v1/admin/export as Bearer from-the-shell", "GET /v1/admin/export as Bearer from-a-file");
    }

    @Test
    void overwritesNoFile() throws Exception {
        Files.writeString(file, "of yesterday");
        CommandLine command = command(Map.of());

        assertThat(command.run("export", file.toString())).isEqualTo(2);

        assertThat(command.err()).contains("history.ndjson is there already");
        assertThat(file).hasContent("of yesterday");
        assertThat(asked).isEmpty();
    }

    @Test
    void wantsOneFileInAFolderThatIsThere() throws Exception {
        CommandLine command = command(Map.of());

        assertThat(command.run("export")).isEqualTo(2);
        assertThat(command.err()).contains("Name one file");
        assertThat(command.run("export", "a", "b")).isEqualTo(2);
        assertThat(command.err()).contains("Name one file");
        assertThat(command.run("export", data.resolve("nowhere/history").toString()))
                .isEqualTo(2);
        assertThat(command.err()).contains("There is no folder", "nowhere", "make it first");
        assertThat(asked).isEmpty();
    }

    @Test
    void saysThatAStrongLoginIsNeededWhereTheServerRefusesTheToken() throws Exception {
        CommandLine command = command(Map.of("CAUCE_TOKEN", "weak"));
        server.strikeNext(server.answering(401, "UNAUTHENTICATED"));

        assertThat(command.run("export", file.toString())).isEqualTo(3);

        assertThat(command.err()).contains("it answers 401", "a strong login is needed");
        assertThatNothingIsThere();
    }

    @Test
    void saysWhatElseTheServerAnswers() throws Exception {
        CommandLine command = command(Map.of("CAUCE_TOKEN", "strong"));
        server.strikeNext(server.answering(403, "PERMISSION_DENIED"));

        assertThat(command.run("export", file.toString())).isEqualTo(3);

        assertThat(command.err()).contains("it answers 403").doesNotContain("strong login");
        assertThatNothingIsThere();
    }

    @Test
    void saysThatTheServerIsAway() throws Exception {
        CommandLine command = command(Map.of("CAUCE_TOKEN", "strong"));
        server.close();

        assertThat(command.run("export", file.toString())).isEqualTo(3);

        assertThat(command.err()).contains("is the server up");
        assertThatNothingIsThere();
    }

    @Test
    void givesNoNameToAnExportThatWasCutShort() throws Exception {
        CommandLine command = command(Map.of("CAUCE_TOKEN", "strong"));
        server.strikeNext(exchange -> {
            byte[] half = TWO_EVENTS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, half.length + 100L);
            exchange.getResponseBody().write(half);
            exchange.getResponseBody().flush();
            exchange.close();
            return true;
        });

        assertThat(command.run("export", file.toString())).isEqualTo(3);

        assertThat(command.err()).contains("The export was cut short");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing at all
                "{\"id\":\"1\"}\n", // no manifest
                "{\"id\":\"1\"}\n%1$s%2$s", // a line more than it counts
                "%2$s", // its events are missing
                "%1$s%3$s", // another hash
                "%1$s%4$s", // another number
                "%1$s%2$s{\"id\":\"3\"", // something after it
                "%1$s%2$s{\"id\":\"3\"}\n", // a whole line after it
                "%1$s{\"data\":\n", // no JSON
                "%1$s[]\n", // no manifest either
            })
    void keepsAsideWhatItsManifestDoesNotVouchFor(String pattern) throws Exception {
        String came = pattern.formatted(
                TWO_EVENTS, manifest(2, TWO_EVENTS), manifest(2, "others\n"), manifest(3, TWO_EVENTS));
        CommandLine command = command(Map.of("CAUCE_TOKEN", "strong"));
        server.strikeNext(exporting(came));

        assertThat(command.run("export", file.toString())).isEqualTo(1);

        assertThat(command.err()).containsAnyOf("is not whole", "does not end with its manifest");
        assertThat(command.out()).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(Files.readString(part)).isEqualTo(came);
    }

    @Test
    void readsNoManifestThatIsTooLongToBeOne() throws Exception {
        String manifest = manifest(0, "").strip();
        String padded = manifest.substring(0, manifest.length() - 1) + " ".repeat(1 << 20) + "}\n";
        CommandLine command = command(Map.of("CAUCE_TOKEN", "strong"));
        server.strikeNext(exporting(padded));

        assertThat(command.run("export", file.toString())).isEqualTo(1);

        assertThat(command.err()).contains("is not whole");
        assertThat(file).doesNotExist();
    }

    private CommandLine export(String body) throws InterruptedException {
        CommandLine command = command(Map.of("CAUCE_TOKEN", "strong"));
        server.strikeNext(exporting(body));
        assertThat(command.run("export", file.toString())).as(command.err()).isZero();
        return command;
    }

    private CommandLine command(Map<String, String> more) {
        Map<String, String> environment =
                new HashMap<>(Map.of("CAUCE_URL", server.url().toString(), "CAUCE_HOME", data.toString()));
        environment.putAll(more);
        return new CommandLine(environment);
    }

    private StandInCauce.Fault exporting(String body) {
        return exchange -> {
            note(exchange);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            return true;
        };
    }

    private void note(HttpExchange exchange) {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " as "
                + exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static String manifest(int events, String lines) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
        return "{\"type\":\"manifest\",\"data\":{\"events\":" + events + ",\"sha256\":\""
                + HexFormat.of().formatHex(hash) + "\"}}\n";
    }

    private void assertThatNothingIsThere() {
        assertThat(file).doesNotExist();
        assertThat(part).doesNotExist();
    }
}
