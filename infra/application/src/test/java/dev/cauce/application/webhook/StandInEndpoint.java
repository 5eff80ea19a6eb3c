package dev.cauce.application.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An endpoint on this machine that answers as a test says, and remembers what it was told. */
final class StandInEndpoint implements AutoCloseable {

    /** What came. */
    record Told(String path, String id, String timestamp, String signature, String body) {}

    /** Hangs until the endpoint is closed. */
    static final int HANGS = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile Function<Told, Integer> answers = each -> 204;

    StandInEndpoint() {
        this(0);
    }

    StandInEndpoint(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Told each = new Told(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
                String.valueOf(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                String.valueOf(exchange.getRequestHeaders().getFirst("webhook-signature")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        told.add(each);
        int status = answers.apply(each);
        if (status == HANGS) {
            try {
                closing.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return;
        }
        if (status / 100 == 3) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        byte[] body = status == 204 ? new byte[0] : "no, thank you".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    /** From now on it answers with this status; {@link #HANGS} with none. */
    void answers(Function<Told, Integer> status) {
        answers = status;
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    List<Told> told(Predicate<Told> which) {
        return told.stream().filter(which).toList();
    }

    /** Waits until it was told so many that match. */
    List<Told> await(int count, Predicate<Told> which) {
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        while (told(which).size() < count) {
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("Told " + told(which).size() + " of " + count + ": " + told);
            }
            LockSupport.parkNanos(20_000_000);
        }
        return told(which);
    }

    @Nullable
    Told first(Predicate<Told> which) {
        return told.stream().filter(which).findFirst().orElse(null);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
