package dev.cauce.application.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is asked to end answers what it has begun: whoever got no answer caused nothing. */
class GracefulStopIT {

    private static final int WRITERS = 4;
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    @Test
    void requestsUnderWayAreAnsweredAndOthersCauseNothing() throws IOException {
        List<Writer> writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> new Writer(new Work(number, 7)))
                .toList();
        PacedTime time = new PacedTime(folder, Instant.parse("2026-06-01T12:00:00Z"), Duration.ofHours(6));
        ServerProcess server = new ServerProcess(
                folder.resolve("home"),
                folder.resolve("output"),
                List.of("--" + ProvenSurroundings.FOLDER + "=" + folder));
        ApiClient api = new ApiClient(server);
        try (time;
                server;
                api) {
            server.start();
            server.awaitReady();
            for (Request request : Work.prologue()) {
                assertThat(api.post(request.path(), request.key(), request.body())
                                .statusCode())
                        .isBetween(200, 299);
            }
            int exit;
            try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
                List<CompletableFuture<Void>> writing = writers.stream()
                        .map(writer -> CompletableFuture.runAsync(() -> writer.write(api, () -> false), threads))
                        .toList();
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                exit = server.stop();
                writing.forEach(CompletableFuture::join);
            }
            assertThat(exit).as(server.said()).isEqualTo(TERMINATED);

            server.start();
            server.awaitReady();
            List<Request> effects = new ArrayList<>();
            for (Writer writer : writers) {
                assertThat(writer.answered()).isNotEmpty();
                writer.carriedOutUnanswered(api).ifPresent(effects::add);
                writer.confirm(api);
            }
            assertThat(effects).as("carried out and never answered").isEmpty();
        }
    }
}
