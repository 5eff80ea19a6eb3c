package dev.cauce.application.simulation;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.application.RunningApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Small companies, simulated whole: the same seed makes the same views, and all of it says that it is simulated. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulateIT {

    @TempDir
    private static Path folder;

    private static Map<String, String> hashes;
    private static String said;

    private static int simulate(Path data, String... more) {
        List<String> words = new ArrayList<>(List.of("--accounts", "60", "--months", "4", "--data", data.toString()));
        words.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = Simulate.run(words, new PrintStream(out, true, StandardCharsets.UTF_8));
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    private static Map<String, String> hashesOf(RunningApplication http) {
        String token = http.token("admin");
        Map<String, String> all = new TreeMap<>();
        for (JsonNode each : json(http.get("/v1/admin/projections", token)).path("items")) {
            String name = each.path("name").asString();
            all.put(
                    name,
                    json(http.get("/v1/admin/projections/" + name, token))
                            .path("hash")
                            .asString());
        }
        return all;
    }

    private static Map<String, String> hashesOf(Path data) {
        try (RunningApplication http = RunningApplication.startWhole(data, List.of(), "cauce.deadlines.pause=1h")) {
            return hashesOf(http);
        }
    }

    @Test
    @Order(1)
    void aCompanyIsMadeAndEverythingOfItSaysThatItIsSimulated() throws IOException {
        Path data = folder.resolve("first");
        assertThat(simulate(data, "--seed", "7")).as(said).isZero();
        assertThat(said).contains("Turned down: nothing");

        try (RunningApplication http = RunningApplication.startWhole(data, List.of(), "cauce.deadlines.pause=1h")) {
            hashes = hashesOf(http);
            String token = http.token("admin");
            HttpResponse<String> accounts = http.get("/v1/accounts?limit=100", token);
            assertThat(accounts.headers().firstValue("Cauce-Simulated")).contains("true");
            assertThat(json(accounts).path("items")).hasSize(60);
            JsonNode events =
                    json(http.get("/v1/audit/events?limit=100", token)).path("items");
            assertThat(events).hasSize(100);
            events.forEach(event -> assertThat(event.path("simulated").asBoolean())
                    .as(event.toString())
                    .isTrue());
            assertThat(json(http.get("/v1/invoices?limit=5", token)).path("items"))
                    .isNotEmpty();
            assertThat(json(http.get("/v1/tickets?limit=5", token)).path("items"))
                    .isNotEmpty();
            assertThat(json(http.get("/v1/campaigns?limit=5", token)).path("items"))
                    .isNotEmpty();
            assertLeftAsTheTruthSays(http, token, GroundTruth.file(data));
        }
    }

    private static void assertLeftAsTheTruthSays(RunningApplication http, String token, Path file) throws IOException {
        List<JsonNode> truth = Files.readAllLines(file).stream()
                .map(RunningApplication.JSON::readTree)
                .toList();
        assertThat(truth).hasSize(60);
        for (JsonNode each : truth) {
            JsonNode subscription =
                    json(http.get("/v1/subscriptions/" + each.path("accountId").asString(), token));
            boolean left = subscription.path("status").asString("").equals("CANCELLED");
            assertThat(each.path("leftAt").isString()).as(each.toString()).isEqualTo(left);
            if (left) {
                assertThat(subscription.path("cancellationReason").asString())
                        .isEqualTo(ChurnCause.valueOf(each.path("cause").asString())
                                .reason()
                                .name());
            }
        }
    }

    @Test
    @Order(2)
    void theSameSeedMakesTheSameViewsAndAnotherSeedOthers() {
        assertThat(hashes).containsKeys("accounts", "invoices", "revenue", "payments");
        assertThat(simulate(folder.resolve("second"), "--seed", "7")).isZero();
        assertThat(hashesOf(folder.resolve("second"))).isEqualTo(hashes);

        assertThat(simulate(folder.resolve("other"), "--seed", "8")).isZero();
        Map<String, String> others = hashesOf(folder.resolve("other"));
        assertThat(others.get("accounts")).isNotEqualTo(hashes.get("accounts"));
        assertThat(others.get("revenue")).isNotEqualTo(hashes.get("revenue"));
    }

    @Test
    @Order(3)
    void aFolderThatIsNotTheSameSimulationIsRefusedAndNothingInItChanges() throws IOException {
        Path data = folder.resolve("first");
        assertThat(simulate(data, "--seed", "7")).isZero();
        assertThat(said).contains("already");
        assertThat(simulate(data, "--seed", "9")).isEqualTo(2);
        assertThat(said).contains("holds another simulation");

        Path real = Files.createDirectories(folder.resolve("real"));
        Files.writeString(real.resolve("FORMAT"), "cauce-data 1\n");
        assertThat(simulate(real)).isEqualTo(2);
        assertThat(said).contains("wants one of its own");
        assertThat(real.resolve("simulation.json")).doesNotExist();

        assertThat(simulate(data, "--accounts", "0")).isEqualTo(2);
        assertThat(said).contains("--accounts is a number from 1");
        assertThat(simulate(data, "--end", "never")).isEqualTo(2);
        assertThat(simulate(data, "--what", "1")).isEqualTo(2);
    }

    @Test
    @Order(4)
    void aSimulationThatWasCutShortIsRefusedByTheServerAndMadeAnewWhenAskedFor() throws IOException {
        Path data = folder.resolve("second");
        Path file = data.resolve("simulation.json");
        Files.writeString(file, Files.readString(file).replace("\"whole\":true", "\"whole\":false"));

        assertThatThrownBy(() -> RunningApplication.startWhole(data, List.of()).close())
                .hasStackTraceContaining("was cut short");
        assertThat(simulate(data, "--seed", "7")).isEqualTo(2);
        assertThat(said).contains("--replace");
    }
}
