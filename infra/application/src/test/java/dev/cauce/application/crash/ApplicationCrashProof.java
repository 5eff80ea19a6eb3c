package dev.cauce.application.crash;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Four writers send commands over HTTP to the real application in a process of its own, while onboardings, their mails
 * and their deadlines go on. The process is killed at random moments, in the middle of its start too, and started again
 * on the same folder. Nothing that was acknowledged may be lost or there twice, every view must equal its replay, and
 * whatever was pending must be pending still.
 *
 * <p>{@code -Dcauce.crash.kills=200} for more, {@code -Dcauce.crash.seed=…} to repeat a run's choices.
 */
class ApplicationCrashProof {

    private static final int KILLS = Integer.getInteger("cauce.crash.kills", 20);
    private static final long SEED = Long.getLong("cauce.crash.seed", System.nanoTime());
    private static final int WRITERS = 4;
    private static final int LOOK_EVERY = 5;
    private static final int KILLED_WHILE_STARTING = 5;
    private static final Duration EACH_SECOND = Duration.ofHours(6);
    private static final Duration SHORTEST_RUN = Duration.ofMillis(300);
    private static final int LONGEST_RUN_MILLIS = 4_000;
    private static final Duration LONGER_THAN_CLEAN = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Random random = new Random(SEED);
    private final List<Writer> writers = IntStream.range(0, WRITERS)
            .mapToObj(number -> new Writer(new Work(number, SEED)))
            .toList();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private ServerProcess server;
    private ApiClient api;
    private PacedTime time;
    private int probes;
    private int events;

    @BeforeEach
    void prepare() {
        // Opening the dead folder says much that nobody asks.
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
        time = new PacedTime(folder, Instant.now().truncatedTo(ChronoUnit.MILLIS), EACH_SECOND);
        server = new ServerProcess(
                folder.resolve("home"),
                folder.resolve("output"),
                List.of("--" + ProvenSurroundings.FOLDER + "=" + folder, "--cauce.deadlines.pause=100ms"));
        api = new ApiClient(server);
    }

    @AfterEach
    void end() {
        api.close();
        server.close();
        time.close();
    }

    @Test
    void nothingIsLostAndNothingIsThereTwice() throws IOException {
        System.out.println("cauce.crash.seed=" + SEED + ", kills " + KILLS);
        long began = System.nanoTime();
        Duration first = start();
        for (Request request : Work.prologue()) {
            assertThat(api.post(request.path(), request.key(), request.body()).statusCode())
                    .as(request.key())
                    .isBetween(200, 299);
        }
        Duration clean = restartCleanly();
        List<Duration> afterKills = new ArrayList<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            writeUntilKilled();
            new DeadFolder(server.home()).assertThatItIsSound();
            if (random.nextInt(KILLED_WHILE_STARTING) == 0) {
                server.start();
                pause(random.nextLong(clean.toMillis()));
                server.kill();
            }
            afterKills.add(start());
            for (Writer writer : writers) {
                writer.confirm(api);
            }
            if (kill % LOOK_EVERY == 0 || kill == KILLS) {
                lookAtEverything("kill-" + kill);
            }
        }
        report(began, first, clean, afterKills);
        assertThat(Collections.max(afterKills))
                .as("ready again, against a clean start of %s", clean)
                .isLessThan(clean.plus(LONGER_THAN_CLEAN));
    }

    /** Starts it and answers with how long it took until a command was answered and its view showed it. */
    private Duration start() throws IOException {
        long began = System.nanoTime();
        server.start();
        server.awaitReady();
        String id = "probe-" + probes++;
        HttpResponse<String> registered = api.post("/v1/accounts", id, Work.account(id, "IMPORT", ""));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        String position = registered.headers().firstValue("Cauce-Position").orElseThrow();
        while (api.get("/v1/accounts/" + id, "Cauce-Position", position).statusCode() != 200) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(2));
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Duration restartCleanly() throws IOException {
        server.stop();
        return start();
    }

    /** All writers write, business time passes, and at a random moment the process is killed. */
    private void writeUntilKilled() {
        AtomicBoolean stop = new AtomicBoolean();
        time.pass();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<CompletableFuture<Void>> writing = writers.stream()
                    .map(writer -> CompletableFuture.runAsync(() -> writer.write(api, stop::get), threads))
                    .toList();
            pause(SHORTEST_RUN.toMillis() + random.nextInt(LONGEST_RUN_MILLIS));
            server.kill();
            stop.set(true);
            writing.forEach(CompletableFuture::join);
        } finally {
            time.stand();
        }
    }

    /** With everything at rest: history, views, mails; and after one more kill what is pending. */
    private void lookAtEverything(String round) throws IOException {
        Views views = new Views(server, api);
        views.assertThatEachEqualsItsReplay(round);
        RecordedHistory history = RecordedHistory.read(api);
        history.assertThatItIsWhole();
        Set<Request> acknowledged = new java.util.LinkedHashSet<>(Work.prologue());
        writers.forEach(writer -> acknowledged.addAll(writer.answered().keySet()));
        history.assertThatEachIsThereOnce(acknowledged);
        assertThatMailsAreThoseAskedFor(history);
        events = history.size();
        server.kill();
        DeadFolder dead = new DeadFolder(server.home());
        dead.assertThatItIsSound();
        assertThat(dead.pendingFollowUps()).isEqualTo(history.followUps()).isNotEmpty();
        start();
    }

    private void assertThatMailsAreThoseAskedFor(RecordedHistory history) throws IOException {
        Map<String, String> contentOfMail = new HashMap<>();
        int handedOver = 0;
        for (String line : Files.readAllLines(ProvenSurroundings.mailFile(folder))) {
            String[] mail = line.split(" ");
            handedOver++;
            String known = contentOfMail.putIfAbsent(mail[0], mail[1]);
            assertThat(known == null || known.equals(mail[1]))
                    .as("mail %s says the same every time", mail[0])
                    .isTrue();
        }
        assertThat(new TreeSet<>(contentOfMail.keySet())).isEqualTo(history.mailsRequested());
        assertThat(history.mailsReported()).doesNotHaveDuplicates().hasSameElementsAs(history.mailsRequested());
        System.out.println(
                history.mailsRequested().size() + " mails, handed over " + handedOver + " times, each under one id");
    }

    private void report(long began, Duration first, Duration clean, List<Duration> afterKills) {
        int answers =
                writers.stream().mapToInt(writer -> writer.answered().size()).sum();
        int repeated = writers.stream().mapToInt(Writer::repetitions).sum();
        List<Duration> sorted = afterKills.stream().sorted().toList();
        System.out.printf(
                "%d kills in %d s: %d commands acknowledged, %d of them after a kill had kept the answer back, %d events;"
                        + " ready after %d ms on an empty folder, %d ms cleanly, after a kill %d to %d ms (median %d)%n",
                KILLS,
                Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                answers,
                repeated,
                events,
                first.toMillis(),
                clean.toMillis(),
                sorted.getFirst().toMillis(),
                sorted.getLast().toMillis(),
                sorted.get(sorted.size() / 2).toMillis());
    }

    private static void pause(long millis) {
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
