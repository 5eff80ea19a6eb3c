package dev.cauce.adapters.paymentgateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks as much of Stripe's HTTP API as the adapter uses: form bodies in, JSON out, idempotency keys, and the errors
 * of its documentation. What becomes of a charge is in its payment method.
 */
final class StandInStripe implements AutoCloseable {

    private record Reply(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Reply> answered = new ConcurrentHashMap<>();
    private final Map<String, String> intents = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> received = new LinkedHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    StandInStripe() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        server.createContext("/v1/payment_intents", this::intents);
        server.createContext("/v1/refunds", this::refunds);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many charges took money. */
    int charged() {
        return intents.size();
    }

    /** The form of the request under a key. */
    Map<String, String> received(String key) {
        return received.getOrDefault(key, Map.of());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void intents(HttpExchange exchange) throws IOException {
        if (!"Bearer sk_test".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, new Reply(401, error("invalid_request_error", "", "", "", "")));
            return;
        }
        if (exchange.getRequestURI().getPath().endsWith("/search")) {
            String query = decoded(exchange.getRequestURI().getRawQuery()).getOrDefault("query", "");
            String found = intents.entrySet().stream()
                    .filter(intent -> query.equals(
                            "metadata['cauce_key']:'" + intent.getKey() + "' AND metadata['cauce_tenant']:'acme'"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
            answer(
                    exchange,
                    new Reply(
                            200,
                            "{\"object\":\"search_result\",\"has_more\":false,\"url\":\"/v1/payment_intents/search\",\"data\":["
                                    + found + "]}"));
            return;
        }
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        Map<String, String> form =
                decoded(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        received.put(key, form);
        String method = form.getOrDefault("payment_method", "");
        if (method.equals("pm_lost")) {
            exchange.close();
            return;
        }
        Reply reply = answered.computeIfAbsent(key, first -> charge(key, method));
        if (method.equals("pm_silent")) {
            exchange.close();
            return;
        }
        answer(exchange, reply);
    }

    private Reply charge(String key, String method) {
        return switch (method) {
            case "pm_ok", "pm_silent" -> {
                String intent = intent("pi_" + numbers.incrementAndGet(), "succeeded");
                intents.put(key, intent);
                yield new Reply(200, intent);
            }
            case "pm_processing" -> new Reply(200, intent("pi_" + numbers.incrementAndGet(), "processing"));
            case "pm_action" -> new Reply(200, intent("pi_" + numbers.incrementAndGet(), "requires_action"));
            case "pm_funds" -> new Reply(402, error("card_error", "card_declined", "insufficient_funds", "51", "24"));
            case "pm_stolen" -> new Reply(402, error("card_error", "card_declined", "stolen_card", "43", ""));
            case "pm_expired" -> new Reply(402, error("card_error", "expired_card", "", "54", ""));
            case "pm_broken" -> new Reply(500, error("api_error", "", "", "", ""));
            case "pm_busy" -> new Reply(429, error("invalid_request_error", "rate_limit", "", "", ""));
            default -> new Reply(400, error("invalid_request_error", "resource_missing", "", "", ""));
        };
    }

    private void refunds(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        Map<String, String> form =
                decoded(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        received.put(key, form);
        answer(
                exchange,
                switch (form.getOrDefault("payment_intent", "")) {
                    case "pi_known" ->
                        new Reply(200, "{\"id\":\"re_1\",\"object\":\"refund\",\"status\":\"succeeded\"}");
                    case "pi_fails" ->
                        new Reply(
                                200,
                                "{\"id\":\"re_2\",\"object\":\"refund\",\"status\":\"failed\",\"failure_reason\":\"lost_or_stolen_card\"}");
                    case "pi_again" ->
                        new Reply(400, error("invalid_request_error", "charge_already_refunded", "", "", ""));
                    case "pi_broken" -> new Reply(500, error("api_error", "", "", "", ""));
                    default -> new Reply(404, error("invalid_request_error", "resource_missing", "", "", ""));
                });
    }

    private static String intent(String id, String status) {
        return "{\"id\":\"" + id + "\",\"object\":\"payment_intent\",\"status\":\"" + status + "\"}";
    }

    private static String error(String type, String code, String decline, String network, String advice) {
        return "{\"error\":{\"type\":\"" + type + "\",\"message\":\"As asked for\"" + field("code", code)
                + field("decline_code", decline) + field("network_decline_code", network)
                + field("network_advice_code", advice) + "}}";
    }

    private static String field(String name, String value) {
        return value.isEmpty() ? "" : ",\"" + name + "\":\"" + value + "\"";
    }

    private static Map<String, String> decoded(String encoded) {
        Map<String, String> form = new HashMap<>();
        for (String pair : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
