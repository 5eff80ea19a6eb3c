package dev.cauce.cli;

import static dev.cauce.cli.CommandFailed.serverAway;
import static dev.cauce.cli.CommandFailed.wrongInput;

import dev.cauce.cli.api.ClientCredentials;
import dev.cauce.cli.api.DemoClient;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code export FILE}: the whole history of the tenant, a CloudEvent a line, the manifest last. The file gets its name
 * once the number of lines and their SHA-256 were found to be what the manifest says.
 */
final class ExportCommand {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_MANIFEST = 1 << 20;

    private ExportCommand() {}

    static int run(List<String> arguments, Terminal terminal) throws InterruptedException {
        Set<String> withValue = new HashSet<>(ServerOptions.NAMES);
        Options options = Options.parse(arguments, withValue, Set.of());
        if (options.words().size() != 1) {
            throw wrongInput("Name one file: ./infra/cauce export history.ndjson");
        }
        Path file = Path.of(options.words().getFirst());
        if (Files.exists(file)) {
            throw wrongInput(file + " is there already; name another file");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw wrongInput("There is no folder " + folder + " to put the export into; make it first");
        }
        ServerOptions server = new ServerOptions(options, terminal);
        Optional<String> given = options.value("token").or(() -> terminal.variable("CAUCE_TOKEN"));
        // The demo administrator after a strong login, unless a token was given.
        String token = given.isPresent() || options.value("token-file").isPresent()
                ? server.tokens("admin").token()
                : new ClientCredentials(server.url(), DemoClient.of(server.data(), "admin"), true).token();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(server.url().resolve("/v1/admin/export"))
                            .header("Authorization", "Bearer " + token)
                            .header("Accept", "application/x-ndjson, application/problem+json")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw serverAway("The server gives no export: it answers " + answer.statusCode()
                            + (answer.statusCode() == 401 ? "; a token after a strong login is needed" : ""));
                }
                long events = copy(body, part);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                terminal.out().println(events + " events in " + file + ", as their manifest says");
            }
            return 0;
        } catch (IOException failed) {
            throw serverAway("The export was cut short (" + failed.getClass().getSimpleName() + "): is the server up, "
                    + "and is there room for " + part + "?");
        }
    }

    /** Writes all lines and holds them against the last one. */
    private static long copy(InputStream body, Path part) throws IOException {
        MessageDigest digest = sha256();
        long events = -1;
        ByteArrayOutputStream last = new ByteArrayOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER)) {
            byte[] block = new byte[BUFFER];
            for (int read = body.read(block); read >= 0; read = body.read(block)) {
                out.write(block, 0, read);
                for (int at = 0; at < read; at++) {
                    line.write(block[at]);
                    if (block[at] == '\n') {
                        digest.update(last.toByteArray());
                        events++;
                        ByteArrayOutputStream complete = line;
                        line = last;
                        line.reset();
                        last = complete;
                    }
                }
            }
        }
        String found = HexFormat.of().formatHex(digest.digest());
        JsonNode manifest = manifest(last.toByteArray());
        if (line.size() > 0
                || manifest.path("events").asLong(-2) != events
                || !manifest.path("sha256").asString("").equals(found)) {
            throw new CommandFailed(
                    CommandFailed.NOTHING_DONE,
                    "The export is not whole: its manifest is missing or says something else. What came is in " + part);
        }
        return events;
    }

    private static JsonNode manifest(byte[] line) {
        try {
            return new JsonMapper()
                    .readTree(line.length > LONGEST_MANIFEST ? new byte[] {'{', '}'} : line)
                    .path("data");
        } catch (JacksonException noJson) {
            throw new CommandFailed(CommandFailed.NOTHING_DONE, "The export does not end with its manifest.");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
