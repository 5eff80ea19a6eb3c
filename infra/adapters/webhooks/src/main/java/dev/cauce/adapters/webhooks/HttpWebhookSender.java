package dev.cauce.adapters.webhooks;

import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.webhook.WebhookAddresses;
import dev.cauce.sagas.webhook.effects.WebhookSender;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends by Apache HttpClient, whose resolver can be ours: name, certificate and SNI stay those of the URL while the
 * connection goes to the address that was looked at. Redirects are not followed, nothing is repeated by itself, no
 * cookie is kept, no proxy of the surroundings is used. Of an answer no more than an excerpt is read, and after a time
 * that is bounded in all the request is given up.
 */
public final class HttpWebhookSender implements WebhookSender, AutoCloseable {

    private static final int EXCERPT = 500;
    private static final int MOST_CONNECTIONS = 64;
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final WebhookAddresses addresses;
    private final Duration patience;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-timer").daemon().factory());

    /** @param patience how long an attempt may take in all */
    public HttpWebhookSender(WebhookAddresses addresses, Duration patience) {
        this(addresses, patience, SystemDefaultDnsResolver.INSTANCE);
    }

    HttpWebhookSender(WebhookAddresses addresses, Duration patience, DnsResolver names) {
        this.addresses = addresses;
        this.patience = patience;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedAddresses(addresses, names))
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(CONNECTING))
                                .setSocketTimeout(Timeout.of(patience))
                                .setTimeToLive(Timeout.ofMinutes(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(patience))
                        .setConnectionRequestTimeout(Timeout.of(patience))
                        .setRedirectsEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("Cauce-Webhooks/1")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    @Override
    public Outcome send(Letter letter) {
        long began = System.nanoTime();
        HttpPost request;
        try {
            URI uri = addresses.require(letter.url());
            request = new HttpPost(uri);
        } catch (Rejected refused) {
            // It was taken under another configuration.
            return failed("ADDRESS_REFUSED", began);
        }
        request.setHeader("webhook-id", letter.messageId());
        request.setHeader("webhook-timestamp", Long.toString(letter.timestampSeconds()));
        request.setHeader(
                "webhook-signature",
                StandardWebhooksSignature.of(
                        letter.messageId(), letter.timestampSeconds(), letter.payload(), letter.secrets()));
        request.setEntity(new StringEntity(letter.payload(), ContentType.APPLICATION_JSON));
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> bound = timer.schedule(
                () -> {
                    late.set(true);
                    request.abort();
                },
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
        Outcome known = null;
        try (ClassicHttpResponse answer = client.executeOpen(HttpHost.create(request.getUri()), request, null)) {
            known = answered(request, answer, began);
            return known;
        } catch (IOException | java.net.URISyntaxException failure) {
            // A body that never ended breaks off when it is closed; what was answered was answered.
            return known != null ? known : failed(late.get() ? "TIMED_OUT" : code(failure), began);
        } finally {
            bound.cancel(false);
        }
    }

    private static Outcome answered(HttpPost request, ClassicHttpResponse answer, long began) {
        Header retryAfter = answer.getFirstHeader("Retry-After");
        return new Outcome(
                answer.getCode(),
                null,
                millisSince(began),
                excerpt(request, answer.getEntity()),
                retryAfter == null ? null : seconds(retryAfter.getValue()));
    }

    /** What the answer begins with; a body that breaks off, or has more, says no less by its status. */
    private static @Nullable String excerpt(HttpPost request, @Nullable HttpEntity entity) {
        if (entity == null) {
            return null;
        }
        byte[] read = new byte[0];
        boolean whole = false;
        try (InputStream body = entity.getContent()) {
            read = body.readNBytes(EXCERPT);
            whole = read.length < EXCERPT || body.read() < 0;
            if (!whole) {
                // Closing would read the rest, however long it is.
                request.abort();
            }
        } catch (IOException broken) {
            request.abort();
        }
        String text = new String(read, StandardCharsets.UTF_8);
        return text.isEmpty() ? null : text.replaceAll("\\p{C}", " ");
    }

    private static @Nullable Duration seconds(String retryAfter) {
        return retryAfter.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : null;
    }

    private static String code(Exception failure) {
        return switch (failure) {
            case CheckedAddresses.AddressRefused _ -> "ADDRESS_REFUSED";
            case UnknownHostException _ -> "NAME_UNKNOWN";
            case SocketTimeoutException _ -> "TIMED_OUT";
            case SSLException _ -> "TLS_FAILED";
            case java.net.ConnectException _ -> "NOT_CONNECTED";
            default -> "CONNECTION_BROKEN";
        };
    }

    private static Outcome failed(String code, long began) {
        return new Outcome(null, code, millisSince(began), null, null);
    }

    private static long millisSince(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        client.close();
    }
}
