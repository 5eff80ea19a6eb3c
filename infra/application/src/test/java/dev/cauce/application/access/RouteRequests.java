package dev.cauce.application.access;

import dev.cauce.application.RunningApplication;
import dev.cauce.rest.contract.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the request of an operation out of the document's examples, and sends it as anybody. */
final class RouteRequests {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final Map<String, String> IDS = Map.ofEntries(
            Map.entry("tenantId", "northwind"),
            Map.entry("userId", "u-17"),
            Map.entry("apiClientId", "billing-sync"),
            Map.entry("endpointId", "crm"),
            Map.entry("accountId", "acme"),
            Map.entry("planId", "growth"),
            Map.entry("subscriptionId", "acme-1"),
            Map.entry("invoiceId", "acme-1-2026-04"),
            Map.entry("paymentMethodId", "pm-1"),
            Map.entry("paymentId", "acme-1-2026-03"),
            Map.entry("policyVersion", "dunning-2026-04"),
            Map.entry("caseNumber", "1"),
            Map.entry("offer", "1"),
            Map.entry("campaignId", "spring-sale"),
            Map.entry("ticketId", "t-1042"),
            Map.entry("name", "accounts"),
            Map.entry("generation", "99"),
            Map.entry("deadLetterId", "0e9f7a7c-6b1c-4c8f-8f6b-6f0b7b2f8a10"));

    /** What must be asked. */
    private static final Map<String, String> QUERIES = Map.of(
            "getRecurringRevenue", "?currency=EUR&from=2026-03&to=2026-04",
            "explainRecurringRevenue", "?currency=EUR&month=2026-04&cell=CHURN",
            "getRevenueCohorts", "?currency=EUR&from=2026-03&to=2026-04",
            "getReceivablesByAge", "?currency=EUR",
            "explainReceivables", "?currency=EUR&age=TOTAL",
            "getRecoveryRates", "?currency=EUR&from=2026-03&to=2026-04",
            "explainRecovery", "?currency=EUR&month=2026-03&policyVersion=dunning-standard-1&cell=RECOVERED");

    private static final int STREAM_LINES = 40;

    private final RunningApplication application;
    private final @Nullable String accountId;

    RouteRequests(RunningApplication application) {
        this(application, null);
    }

    private RouteRequests(RunningApplication application, @Nullable String accountId) {
        this.application = application;
        this.accountId = accountId;
    }

    /** The requests as a customer would make them: lists name the account, replies are not an agent's. */
    RouteRequests asCustomer(String account) {
        return new RouteRequests(application, account);
    }

    HttpResponse<String> send(Operation operation, @Nullable String token) {
        return send(operation, token, List.of(), "");
    }

    /** Sends the request with headers that all claim the same. A stream is read up to its first page. */
    HttpResponse<String> send(Operation operation, @Nullable String token, List<String> headers, String claim) {
        HttpRequest.Builder request = application.request(path(operation));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(header -> request.header(header, claim));
        if (operation.method().equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
            String body = body(operation);
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            request.POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        } else if (!operation.method().equals("GET")) {
            throw new AssertionError("No request for " + operation);
        }
        if (operation.operationId().startsWith("stream")) {
            return new Begun(application.open(request.header("Accept", "text/event-stream, application/problem+json")
                    .build()));
        }
        return application.send(request.build());
    }

    private String path(Operation operation) {
        Matcher parameters = PARAMETER.matcher(operation.path());
        StringBuilder path = new StringBuilder();
        while (parameters.find()) {
            String id = IDS.get(parameters.group(1));
            if (id == null) {
                throw new AssertionError("No example of " + parameters.group(1));
            }
            parameters.appendReplacement(path, id);
        }
        parameters.appendTail(path);
        path.append(QUERIES.getOrDefault(operation.operationId(), ""));
        if (accountId != null && operation.operationId().equals("listTickets")) {
            path.append("?accountId=").append(accountId);
        }
        return path.toString();
    }

    /** The example of the body; empty where there is none. */
    String body(Operation operation) {
        JsonNode example = operation
                .node()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("example");
        String body = example.isMissingNode() ? "" : example.toString();
        return accountId == null ? body : body.replace("\"AGENT\"", "\"CUSTOMER\"");
    }

    /** A stream's beginning, as an answer; the stream is left after it. */
    private static final class Begun implements HttpResponse<String> {

        private final HttpResponse<InputStream> stream;
        private final String body;

        Begun(HttpResponse<InputStream> stream) {
            this.stream = stream;
            this.body = begin(stream);
        }

        private static String begin(HttpResponse<InputStream> stream) {
            boolean events = stream.statusCode() == 200;
            StringBuilder read = new StringBuilder();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                // A comment follows the first page after a second without an event.
                String line = lines.readLine();
                for (int number = 0;
                        line != null && number < STREAM_LINES && !(events && line.startsWith(":"));
                        number++) {
                    read.append(line).append('\n');
                    line = lines.readLine();
                }
                return read.toString();
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }

        @Override
        public int statusCode() {
            return stream.statusCode();
        }

        @Override
        public HttpRequest request() {
            return stream.request();
        }

        @Override
        public java.util.Optional<HttpResponse<String>> previousResponse() {
            return java.util.Optional.empty();
        }

        @Override
        public java.net.http.HttpHeaders headers() {
            return stream.headers();
        }

        @Override
        public String body() {
            return body;
        }

        @Override
        public java.util.Optional<javax.net.ssl.SSLSession> sslSession() {
            return java.util.Optional.empty();
        }

        @Override
        public java.net.URI uri() {
            return stream.uri();
        }

        @Override
        public java.net.http.HttpClient.Version version() {
            return stream.version();
        }
    }
}
