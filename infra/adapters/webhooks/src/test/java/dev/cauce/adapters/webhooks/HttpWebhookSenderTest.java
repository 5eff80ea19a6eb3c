package dev.cauce.adapters.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.cauce.platform.webhook.WebhookAddresses;
import dev.cauce.sagas.webhook.effects.WebhookSender.Letter;
import dev.cauce.sagas.webhook.effects.WebhookSender.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server on this machine: what is connected to, and what an answer may cost. */
class HttpWebhookSenderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final AtomicInteger reached = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    HttpWebhookSenderTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(HERE, 0), 10);
    }

    @BeforeEach
    void start() {
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.close();
    }

    private void answers(HttpHandler handler) {
        server.createContext("/", exchange -> {
            reached.incrementAndGet();
            handler.handle(exchange);
        });
    }

    private Outcome send(boolean development, String host, DnsResolver names) throws IOException {
        try (HttpWebhookSender sender = new HttpWebhookSender(new WebhookAddresses(development), PATIENCE, names)) {
            return sender.send(letter((development ? "http://" : "https://") + host));
        }
    }

    private Letter letter(String origin) {
        return new Letter(
                origin + ":" + server.getAddress().getPort() + "/hook",
                "msg_1",
                1614265330,
                "{}",
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    }

    private static DnsResolver standsFor(InetAddress... addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return addresses;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    @Test
    void connectsToNoNameThatStandsForAnAddressWithin() throws IOException {
        answers(exchange -> exchange.sendResponseHeaders(204, -1));

        assertThat(send(false, "hooks.example.com", standsFor(HERE)).failure()).isEqualTo("ADDRESS_REFUSED");
        InetAddress outside = InetAddress.getByAddress(new byte[] {93, (byte) 184, (byte) 216, 34});
        assertThat(send(false, "hooks.example.com", standsFor(outside, HERE)).failure())
                .isEqualTo("ADDRESS_REFUSED");
        assertThat(send(false, "127.0.0.1", standsFor(HERE)).failure()).isEqualTo("ADDRESS_REFUSED");
        assertThat(reached).hasValue(0);
    }

    @Test
    void asksOnceAndConnectsToWhatItWasTold() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        answers(exchange -> exchange.sendResponseHeaders(204, -1));

        // A name that turns to another address when it is asked again, as in DNS rebinding.
        Outcome outcome = send(true, "hooks.example.com", new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return asked.getAndIncrement() == 0
                        ? new InetAddress[] {HERE}
                        : new InetAddress[] {InetAddress.getByAddress(new byte[] {10, 0, 0, 1})};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        });

        assertThat(outcome.status()).isEqualTo(204);
        assertThat(asked).hasValue(1);
    }

    @Test
    void givesUpOnAnAnswerThatNeverComes() throws IOException {
        answers(exchange -> awaitEnd());

        assertThat(send(true, "localhost", standsFor(HERE)).failure()).isEqualTo("TIMED_OUT");
    }

    @Test
    void givesUpOnABodyThatDripsForEver() throws IOException {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        Outcome outcome = send(true, "localhost", standsFor(HERE));

        assertThat(outcome.status()).isEqualTo(200);
        assertThat(outcome.durationMillis()).isLessThan(20_000);
    }

    @Test
    void readsNoMoreOfABodyThanAnExcerpt() throws IOException {
        AtomicInteger written = new AtomicInteger();
        answers(exchange -> {
            exchange.sendResponseHeaders(500, 0);
            byte[] block = "x\u0007".repeat(32_768).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(block);
                written.incrementAndGet();
            }
        });

        Outcome outcome = send(true, "localhost", standsFor(HERE));

        assertThat(outcome.status()).isEqualTo(500);
        assertThat(outcome.excerpt()).hasSize(500).matches("(x )+");
        assertThat(written).hasValueLessThan(10_000);
    }

    @Test
    void followsNoRedirectAndSaysHowLongToWait() throws IOException {
        answers(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.getResponseHeaders().add("Retry-After", "120");
            exchange.sendResponseHeaders(308, -1);
        });

        Outcome outcome = send(true, "localhost", standsFor(HERE));

        assertThat(outcome.status()).isEqualTo(308);
        assertThat(outcome.retryAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(reached).hasValue(1);
    }

    @Test
    void saysWhyThereWasNoAnswer() throws IOException {
        server.stop(0);

        assertThat(send(true, "localhost", standsFor(HERE)).failure()).isEqualTo("NOT_CONNECTED");
        assertThat(send(true, "hooks.example.com", new DnsResolver() {
                            @Override
                            public InetAddress[] resolve(String host) throws UnknownHostException {
                                throw new UnknownHostException(host);
                            }

                            @Override
                            public String resolveCanonicalHostname(String host) {
                                return host;
                            }
                        })
                        .failure())
                .isEqualTo("NAME_UNKNOWN");
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
