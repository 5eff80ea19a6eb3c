package dev.cauce.application.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import dev.cauce.application.live.EventStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client opens a live stream and reads nothing of it, while much changes. Its stream ends, what waits for it is
 * bounded, and neither commands nor other streams wait for it.
 */
@Timeout(180)
class SlowConsumerIT {

    private static final int RECEIVE_BUFFER = 4_096;
    private static final int MOST_ACCOUNTS = 2_000;
    private static final long MOST_BYTES = 1L << 20;
    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LONG_NAME = "Consolidated ".repeat(14).strip();

    @TempDir
    private Path home;

    @Test
    void oneThatDoesNotReadIsEndedAndNobodyWaitsForIt() throws IOException {
        try (RunningApplication http = RunningApplication.startWhole(
                home,
                List.of(),
                SmallSendBuffers.ASKED_FOR + "=true",
                "server.tomcat.connection-timeout=" + WRITE_PATIENCE.toMillis() + "ms")) {
            String token = http.token("admin");
            try (Socket slow = notReading(http, token);
                    EventStream other = EventStream.open(http, "/v1/accounts/stream", token, null)) {
                Set<String> seen = ConcurrentHashMap.newKeySet();
                AtomicReference<Throwable> ended = new AtomicReference<>();
                Thread reading = Thread.ofVirtual().start(() -> read(other, seen, ended));
                await("both streams are open", () -> openStreams(http) == 2);

                int accounts = 0;
                long slowest = 0;
                for (; openStreams(http) == 2 && accounts < MOST_ACCOUNTS; accounts++) {
                    long began = System.nanoTime();
                    register(http, token, "slow-" + accounts);
                    slowest = Math.max(slowest, System.nanoTime() - began);
                }
                int registered = accounts;
                await("the stream that nobody reads is ended", () -> openStreams(http) == 1);
                await("the other saw all", () -> seen.size() >= registered);
                register(http, token, "slow-last");
                await("the other goes on", () -> seen.contains("slow-last"));

                assertThat(Duration.ofNanos(slowest)).as("a command waited").isLessThan(WRITE_PATIENCE);
                long left = readToTheEnd(slow);
                assertThat(left).as("bytes that waited for it in sockets").isLessThan(MOST_BYTES);
                assertThat(ended.get()).isNull();
                System.out.printf(
                        "a client that does not read: ended after %d changes, %d bytes waited in sockets,"
                                + " slowest command %d ms%n",
                        registered, left, Duration.ofNanos(slowest).toMillis());
                reading.interrupt();
            }
        }
    }

    private static Socket notReading(RunningApplication http, String token) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), http.port()));
        socket.getOutputStream().write("""
                GET /v1/accounts/stream HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Accept: text/event-stream\r
                \r
                """.formatted(token).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void read(EventStream stream, Set<String> seen, AtomicReference<Throwable> ended) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                String id = stream.next().data().path("accountId").asString("");
                if (id.startsWith("slow-")) {
                    seen.add(id);
                }
            }
        } catch (AssertionError | UncheckedIOException cut) {
            ended.set(cut);
        }
    }

    private static long readToTheEnd(Socket slow) throws IOException {
        slow.setSoTimeout((int) PATIENCE.toMillis());
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = slow.getInputStream().read(buffer);
                    read >= 0;
                    read = slow.getInputStream().read(buffer)) {
                bytes += read;
            }
        } catch (SocketException reset) {
            // It was cut off, with what had not been sent.
            return bytes;
        }
        return bytes;
    }

    private static void register(RunningApplication http, String token, String id) {
        HttpResponse<String> answer =
                http.command("/v1/accounts", token, "register-" + id, """
                {"accountId":"%s","companyName":"%s","email":"%s@example.com","origin":"IMPORT"}""".formatted(id, LONG_NAME, id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static int openStreams(RunningApplication http) {
        return (int) http.bean(io.micrometer.core.instrument.MeterRegistry.class)
                .get("cauce.live.streams")
                .gauge()
                .value();
    }

    private static void await(String what, java.util.function.BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s", what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
