package dev.cauce.application.keeping;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.application.RunningApplication;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Backups of the whole application, made while it runs, and what comes of them. */
class KeepingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int WRITERS = 3;
    private static final String ERASED_EMAIL = "to-be-erased@example.com";

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    private int keeping(String... words) {
        said.clear();
        return Keeping.run(List.of(words), said::add);
    }

    private static RunningApplication start(Path home) {
        return RunningApplication.startWhole(home, List.of());
    }

    private static void register(RunningApplication http, String token, String id) {
        HttpResponse<String> answer = http.command("/v1/accounts", token, "register-" + id, """
                {"accountId":"%s","companyName":"Company %s","email":"%s@example.com","origin":"SIGN_UP"}""".formatted(id, id, id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void aBackupMadeUnderLoadHoldsEverythingUpToItsPosition() {
        Path home = folder.resolve("home");
        Path backups = folder.resolve("backups");
        List<String> before;
        try (RunningApplication http = start(home)) {
            String token = http.token("admin");
            register(http, token, "first");
            AtomicBoolean stop = new AtomicBoolean();
            try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
                List<CompletableFuture<Void>> writing = IntStream.range(0, WRITERS)
                        .mapToObj(writer -> CompletableFuture.runAsync(
                                () -> {
                                    for (int number = 0; !stop.get(); number++) {
                                        register(http, token, "under-load-" + writer + "-" + number);
                                    }
                                },
                                threads))
                        .toList();
                assertThat(keeping("backup", backups.toString(), "--data", home.toString()))
                        .as(said.toString())
                        .isZero();
                stop.set(true);
                writing.forEach(CompletableFuture::join);
            }
            before = history(http, token);
        }
        long position = Manifest.read(Backup.newest(backups)).position();
        assertThat(position).isPositive();
        assertThat(keeping(
                        "restore",
                        backups.toString(),
                        "--data",
                        folder.resolve("other").toString()))
                .as(said.toString())
                .isZero();
        assertThat(keeping("verify", "--data", folder.resolve("other").toString()))
                .as(said.toString())
                .isZero();
        try (RunningApplication http = start(folder.resolve("other"))) {
            assertThat(upTo(position, history(http, http.token("admin")))).isEqualTo(upTo(position, before));
        }
    }

    @Test
    void viewsComeOutAsTheyWereAndNoMailGoesOutAgain() {
        Path home = folder.resolve("home");
        Path backups = folder.resolve("backups");
        TreeMap<String, String> before;
        try (RunningApplication http = start(home)) {
            String token = http.token("admin");
            for (int number = 0; number < 5; number++) {
                register(http, token, "kept-" + number);
            }
            before = hashesAtRest(http, token, 5);
            assertThat(keeping("verify", "--data", home.toString()))
                    .as(said.toString())
                    .isZero();
            assertThat(keeping("backup", backups.toString(), "--data", home.toString()))
                    .isZero();
        }

        assertThat(keeping(
                        "restore",
                        backups.toString(),
                        "--data",
                        folder.resolve("other").toString()))
                .as(said.toString())
                .isZero();

        try (RunningApplication http = start(folder.resolve("other"))) {
            String token = http.token("admin");
            assertThat(hashesAtRest(http, token, 5)).isEqualTo(before);
            assertThat(json(http.get("/v1/dev/outbox", token)).path("items")).isEmpty();
        }
    }

    @Test
    void whoWasErasedAfterTheBackupStaysErased() throws IOException {
        Path home = folder.resolve("home");
        Path backups = folder.resolve("backups");
        Path laterKeys = folder.resolve("later-keys");
        try (RunningApplication http = start(home)) {
            String token = http.token("admin");
            register(http, token, "to-be-erased");
            register(http, token, "to-stay");
            hashesAtRest(http, token, 2);
            assertThat(keeping("backup", backups.toString(), "--data", home.toString()))
                    .isZero();
            assertThat(documentsOf(Backup.newest(backups).resolve(Backup.STATE)))
                    .as("personal data in the clear in a backup")
                    .isNotEmpty()
                    .noneMatch(document -> document.contains(ERASED_EMAIL) || document.contains("Company to-"));
            assertThat(http.command(
                                    "/v1/accounts/to-be-erased/erasure",
                                    http.token("admin", "acr_values=urn:cauce:strong"),
                                    "erase",
                                    "")
                            .statusCode())
                    .isEqualTo(200);
            // The events of the first backup, the keys of now.
            assertThat(keeping(
                            "backup",
                            folder.resolve("later").toString(),
                            "--data",
                            home.toString(),
                            "--keys",
                            laterKeys.toString()))
                    .isZero();
        }

        assertThat(keeping("restore", backups.toString(), "--data", home.toString()))
                .as("there is something in the folder")
                .isEqualTo(1);
        assertThat(keeping("restore", backups.toString(), "--data", home.toString(), "--replace"))
                .as(said.toString())
                .isZero();
        assertThatOneIsErased(home);
        Path other = folder.resolve("other");
        assertThat(keeping("restore", backups.toString(), "--data", other.toString(), "--keys", laterKeys.toString()))
                .as(said.toString())
                .isZero();
        assertThatOneIsErased(other);
    }

    private static void assertThatOneIsErased(Path home) {
        try (RunningApplication http = start(home)) {
            String token = http.token("admin");
            hashesAtRest(http, token, 2);
            assertThat(http.get("/v1/accounts/to-be-erased", token).body())
                    .contains("[redacted]")
                    .doesNotContain(ERASED_EMAIL);
            assertThat(String.join("\n", history(http, token)))
                    .doesNotContain(ERASED_EMAIL)
                    .contains("to-stay@example.com");
        }
    }

    @Test
    void verifyFindsAFlippedByteAndATokenAheadOfTheEvents() throws IOException {
        Path home = folder.resolve("home");
        try (RunningApplication http = start(home)) {
            String token = http.token("admin");
            register(http, token, "verified");
            hashesAtRest(http, token, 1);
        }
        assertThat(keeping("verify", "--data", home.toString()))
                .as(said.toString())
                .isZero();
        assertThat(said).last().isEqualTo("Sound");

        storeToken(home, 1_000_000);
        assertThat(keeping("verify", "--data", home.toString())).isEqualTo(1);
        assertThat(said).anyMatch(line -> line.contains("A token stands at event 1000000"));

        storeToken(home, 0);
        assertThat(keeping("verify", "--data", home.toString()))
                .as(said.toString())
                .isZero();
        flipAByte(home.resolve("events"));
        assertThat(keeping("verify", "--data", home.toString())).isEqualTo(1);
        assertThat(String.join("\n", said)).containsIgnoringCase("checksum");
    }

    @Test
    void whatCannotBeDoneIsSaid() throws IOException {
        assertThat(keeping(
                        "restore",
                        folder.toString(),
                        "--data",
                        folder.resolve("home").toString()))
                .isEqualTo(1);
        assertThat(said).last().asString().contains("no complete backup");
        assertThat(keeping("verify", "--data", folder.resolve("nowhere").toString()))
                .isEqualTo(1);
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(keeping("back-up")).isEqualTo(2);
        assertThat(keeping("verify", "--date", "x")).isEqualTo(2);
        assertThat(keeping("backup")).isEqualTo(2);

        Path newer = Files.createDirectories(folder.resolve("20300101T000000.000Z"));
        Files.writeString(
                newer.resolve(Manifest.FILE), "{\"format\":2,\"madeAt\":\"2030-01-01T00:00:00Z\",\"position\":1}");
        assertThat(keeping(
                        "restore",
                        folder.toString(),
                        "--data",
                        folder.resolve("home").toString()))
                .isEqualTo(1);
        assertThat(said).last().asString().contains("restore it with the release that made it");
    }

    private static List<String> history(RunningApplication http, String token) {
        return http.send(http.request("/v1/audit/events")
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/x-ndjson")
                        .build())
                .body()
                .lines()
                .toList();
    }

    private static List<String> upTo(long position, List<String> history) {
        return history.stream()
                .filter(line -> Long.parseLong(RunningApplication.JSON
                                .readTree(line)
                                .path("position")
                                .asString())
                        <= position)
                .toList();
    }

    /** The hashes of all views once each onboarding has had its welcome and nothing more happens. */
    private static TreeMap<String, String> hashesAtRest(RunningApplication http, String token, int welcomes) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (welcomed(http, token) < welcomes || !allCaughtUp(http, token)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        TreeMap<String, String> hashes = new TreeMap<>();
        for (JsonNode view : json(http.get("/v1/admin/projections", token)).path("items")) {
            String name = view.path("name").asString();
            hashes.put(
                    name,
                    json(http.get("/v1/admin/projections/" + name, token))
                            .path("hash")
                            .asString());
        }
        assertThat(hashes).hasSizeGreaterThan(5);
        return hashes;
    }

    private static long welcomed(RunningApplication http, String token) {
        return history(http, token).stream()
                .filter(line -> line.contains("\"dev.cauce.OnboardingMailSent\""))
                .count();
    }

    private static boolean allCaughtUp(RunningApplication http, String token) {
        for (JsonNode view : json(http.get("/v1/admin/projections", token)).path("items")) {
            if (view.path("lag").asLong() > 0 || !view.path("state").asString().equals("RUNNING")) {
                return false;
            }
        }
        return true;
    }

    private static List<String> documentsOf(Path state) {
        List<String> documents = new ArrayList<>();
        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(state)) {
            OpenStores.on(store, database -> {
                for (String collection : database.listCollectionNames()) {
                    database.getCollection(collection)
                            .find()
                            .forEach(document -> documents.add(collection + " " + document.toJson()));
                }
                return database;
            });
        }
        return documents;
    }

    private static void storeToken(Path home, long position) {
        OpenStores.withFolder(
                home,
                stores -> stores.onDocuments(database -> {
                    byte[] token = "{\"globalIndex\":%d}".formatted(position).getBytes(StandardCharsets.UTF_8);
                    database.getCollection("trackingtokens").deleteMany(new Document("processorName", "test"));
                    return database.getCollection("trackingtokens")
                            .insertOne(new Document("processorName", "test")
                                    .append("segment", 0)
                                    .append("token", new Binary(token)));
                }));
    }

    private static void flipAByte(Path store) throws IOException {
        Path largest;
        try (Stream<Path> files = Files.walk(store)) {
            largest = files.filter(file -> file.toString().endsWith(".sst"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(largest.toFile(), "rw")) {
            file.seek(file.length() / 3);
            int read = file.read();
            file.seek(file.length() / 3);
            file.write(read ^ 1);
        }
    }
}
