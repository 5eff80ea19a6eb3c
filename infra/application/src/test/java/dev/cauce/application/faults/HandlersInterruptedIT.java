package dev.cauce.application.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.crash.ApiClient;
import dev.cauce.application.crash.RecordedHistory;
import dev.cauce.application.crash.Request;
import dev.cauce.application.crash.ServerProcess;
import dev.cauce.application.crash.Views;
import dev.cauce.application.crash.Work;
import dev.cauce.application.crash.Writer;
import java.io.IOException;
import java.net.http.HttpResponse;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every handler that is called is interrupted, once as it begins and once as it returns, on whichever thread it runs.
 * Nothing is lost and nothing is there twice, every view equals its replay, and every thread lives on.
 */
@Timeout(300)
class HandlersInterruptedIT {

    private static final int WRITERS = 2;
    private static final int AT_LEAST = 80;
    private static final Duration WRITING = Duration.ofSeconds(8);
    private static final List<String> READ =
            List.of("/v1/accounts", "/v1/plans", "/v1/tickets", "/v1/onboarding", "/v1/campaigns");

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostNothingIsThereTwiceAndThreadsLiveOn() throws IOException {
        List<Writer> writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> new Writer(new Work(number, 23)))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
                ServerProcess server = new ServerProcess(
                        folder.resolve("home"),
                        folder.resolve("output"),
                        List.of("--" + InterruptedHandlers.ASKED_FOR + "=true"));
                ApiClient api = new ApiClient(server)) {
            server.start();
            server.awaitReady();
            for (Request request : Work.prologue()) {
                assertThat(answered(() -> api.post(request.path(), request.key(), request.body()))
                                .statusCode())
                        .isBetween(200, 299);
            }
            AtomicBoolean stop = new AtomicBoolean();
            List<CompletableFuture<Void>> writing = writers.stream()
                    .map(writer -> CompletableFuture.runAsync(
                            () -> {
                                // An interrupt may cut a connection; then the request is sent again.
                                while (!stop.get()) {
                                    writer.write(api, stop::get);
                                }
                            },
                            threads))
                    .toList();
            try {
                readForAWhile(api);
            } finally {
                stop.set(true);
            }
            writing.forEach(CompletableFuture::join);

            new Views(server, api).assertThatEachEqualsItsReplay("interrupted");
            RecordedHistory history = RecordedHistory.read(api);
            history.assertThatItIsWhole();
            Set<Request> acknowledged = new LinkedHashSet<>(Work.prologue());
            writers.forEach(writer -> acknowledged.addAll(writer.answered().keySet()));
            history.assertThatEachIsThereOnce(acknowledged);
            int interrupts = interrupts(server);
            System.out.printf("%d interrupts, %d commands acknowledged%n", interrupts, acknowledged.size());
            assertThat(interrupts).isGreaterThan(AT_LEAST);
            assertThat(server.saidInAll()).doesNotContain("nobody expected this");
        }
    }

    private static void readForAWhile(ApiClient api) throws IOException {
        long until = System.nanoTime() + WRITING.toNanos();
        while (System.nanoTime() < until) {
            for (String path : READ) {
                assertThat(answered(() -> api.get(path)).statusCode()).as(path).isEqualTo(200);
            }
            // Its view may be behind, as interrupted as it is.
            assertThat(answered(() -> api.get("/v1/accounts/host")).statusCode())
                    .isIn(200, 404);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private interface Call {
        HttpResponse<String> now() throws IOException;
    }

    /** Sends it again where the connection is cut, or it was told to. */
    private static HttpResponse<String> answered(Call call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> answer = call.now();
                if (answer.statusCode() != 503 || attempt > 20) {
                    return answer;
                }
            } catch (IOException cut) {
                if (attempt > 20) {
                    throw cut;
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static int interrupts(ServerProcess server) throws IOException {
        return server.managed("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(InterruptedHandlers.METER.replace('.', '_') + " "))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .mapToInt(Double::intValue)
                .findFirst()
                .orElseThrow();
    }
}
