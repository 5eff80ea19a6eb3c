package dev.cauce.application.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cauce.application.crash.ApiClient;
import dev.cauce.application.crash.RecordedHistory;
import dev.cauce.application.crash.Request;
import dev.cauce.application.crash.ServerProcess;
import dev.cauce.application.crash.Views;
import dev.cauce.application.crash.Work;
import dev.cauce.application.crash.Writer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk under everything gets full while writers write: first so far that the stores keep what is left in reserve,
 * then to the last page. Commands say so under a stable code and leave nothing half done, what can be read is read, and
 * once there is room all goes on by itself.
 */
@Timeout(300)
class DiskFullIT {

    private static final int MEBIBYTES = 320;
    private static final long WITHIN_THE_RESERVE = 44L << 20;
    private static final int WRITERS = 2;
    private static final Duration FULL = Duration.ofSeconds(Integer.getInteger("cauce.fault.seconds", 4));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_LINES = 60;

    @TempDir
    private Path folder;

    private SmallDisk disk;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(SmallDisk.isPossible(), "NOT RUN: this user may not mount a small file system (unshare -rm)");
        disk = new SmallDisk(Files.createDirectory(folder.resolve("disk")), MEBIBYTES);
    }

    @Test
    void refusesCommandsReadsOnAndGoesOnByItself() throws IOException {
        List<Writer> writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> new Writer(new Work(number, 11)))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
                ServerProcess server = process(disk);
                ApiClient api = new ApiClient(server)) {
            server.start();
            server.awaitReady();
            for (Request request : Work.prologue()) {
                assertThat(api.post(request.path(), request.key(), request.body())
                                .statusCode())
                        .isBetween(200, 299);
            }
            AtomicBoolean stop = new AtomicBoolean();
            List<CompletableFuture<Void>> writing = writers.stream()
                    .map(writer -> CompletableFuture.runAsync(() -> writer.write(api, stop::get), threads))
                    .toList();
            pause(Duration.ofSeconds(2));
            long lines = troubles(server);

            disk.fill(server, WITHIN_THE_RESERVE);
            awaitRefusal(api, "reserve");
            pause(FULL);
            assertThat(api.get("/v1/accounts/host").statusCode()).isEqualTo(200);
            assertThat(api.get("/v1/plans").statusCode()).isEqualTo(200);

            disk.fillUp(server);
            assertThatItIsFull(refused(api, "last-page"));
            pause(FULL);
            assertThatItIsFull(refused(api, "last-page-later"));
            assertThat(api.get("/v1/plans").statusCode()).isEqualTo(200);
            HttpResponse<String> personal = api.get("/v1/accounts/host");
            if (personal.statusCode() != 200) {
                // Who reads personal data is noted first, and there is no room for a note.
                assertThatItIsFull(personal);
            }

            disk.empty(server);
            long emptied = System.nanoTime();
            for (String id : List.of("reserve", "last-page", "last-page-later")) {
                assertThatItCausedNothingAndIsCarriedOutNow(api, id);
            }
            long recovered = System.nanoTime() - emptied;
            pause(Duration.ofSeconds(1));
            stop.set(true);
            writing.forEach(CompletableFuture::join);

            new Views(server, api).assertThatEachEqualsItsReplay("disk-full");
            RecordedHistory history = RecordedHistory.read(api);
            history.assertThatItIsWhole();
            Set<Request> acknowledged = new LinkedHashSet<>(Work.prologue());
            writers.forEach(writer -> acknowledged.addAll(writer.answered().keySet()));
            history.assertThatEachIsThereOnce(acknowledged);
            System.out.printf(
                    "disk full for %d s: %d commands acknowledged around it, all went on %d ms after it was emptied,"
                            + " %d lines of trouble%n",
                    2 * FULL.toSeconds(),
                    acknowledged.size(),
                    Duration.ofNanos(recovered).toMillis(),
                    troubles(server) - lines);
            assertThat(server.saidInAll())
                    .containsOnlyOnce("appends are refused until some space is freed")
                    .contains("There is room");
            assertThat(troubles(server) - lines).as(server.saidInAll()).isLessThan(MOST_LINES);
        }
    }

    @Test
    void saysAtItsStartWhatIsWrongAndHowToMendIt() {
        try (ServerProcess server = process(disk.fullFromTheBeginning())) {
            server.start();
            assertThat(server.awaitEnd()).isEqualTo(1);
            String all = server.saidInAll();
            // Before it, the logging system tells of its own file on the same disk.
            assertThat(all.substring(all.indexOf("APPLICATION FAILED TO START")))
                    .contains("The disk of the data folder " + disk.home() + " is full.", "Free some space on it")
                    .doesNotContain("\tat ");
        }
    }

    private ServerProcess process(SmallDisk on) {
        return new ServerProcess(
                on.home(), folder.resolve("output"), List.of("--cauce.processors.dead-letters.pause=1s"), on.prefix());
    }

    /** The stores look at the disk a few times a second. */
    private static void awaitRefusal(ApiClient api, String id) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int number = 0;
        while (refused(api, "until-full-" + number++).statusCode() == 201) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        assertThatItIsFull(refused(api, id));
    }

    private static HttpResponse<String> refused(ApiClient api, String id) throws IOException {
        return api.post("/v1/accounts", id, Work.account(id, "IMPORT", ""));
    }

    private static void assertThatItIsFull(HttpResponse<String> answer) {
        assertThat(answer.body()).contains("\"STORAGE_FULL\"");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static void assertThatItCausedNothingAndIsCarriedOutNow(ApiClient api, String id) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> answer = refused(api, id);
        while (answer.statusCode() == 503) {
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(deadline);
            pause(Duration.ofMillis(50));
            answer = refused(api, id);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Idempotent-Replayed"))
                .as("carried out although it was refused")
                .isEmpty();
    }

    private static long troubles(ServerProcess server) {
        return server.saidInAll()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .count();
    }

    private static void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
