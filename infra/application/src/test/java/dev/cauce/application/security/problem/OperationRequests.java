package dev.cauce.application.security.problem;

import dev.cauce.rest.contract.Contract;
import dev.cauce.rest.contract.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests of every operation of the document, made from its examples and spoilt: fields left out, doubled, of another
 * kind or nobody's, texts broken off, parameters, headers and paths likewise. The same seed makes the same requests.
 */
final class OperationRequests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONG = 30_000;

    /** Slow or far-reaching: they come seldom. */
    private static final Set<String> SELDOM = Set.of(
            "rotateSigningKey", "rotateTenantKey", "replayProjection", "retryDeadLetters", "requestChurnTraining");

    private static final Map<String, String> IDS = Map.of(
            "accountId", "acme",
            "planId", "growth",
            "subscriptionId", "acme-1",
            "invoiceId", "acme-1-2026-04",
            "campaignId", "spring-sale",
            "ticketId", "t-1042",
            "name", "accounts",
            "tenantId", "northwind",
            "userId", "u-17",
            "apiClientId", "billing-sync");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\u202e\ufeff",
            "🜁".repeat(50),
            "e\u0301".repeat(40),
            "${jndi:ldap://127.0.0.1/a}",
            "#{T(java.lang.Runtime).getRuntime()}",
            "'; DROP TABLE x; --",
            "{\"$ne\":null}",
            "$where",
            ".",
            "..",
            "../../demo/account/acme",
            "a/b",
            "demo/account/acme",
            "-",
            "NaN",
            "2026-02-30",
            "2026-02-30T25:61:61Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "Europe/Nowhere",
            "EUR",
            "eur",
            "MONTH",
            "ACTIVE",
            "acme",
            "growth",
            "scale",
            "4111 1111 1111 1111",
            "a@b",
            "a@example.com\r\nBcc: b@example.com",
            "x".repeat(300),
            "x".repeat(LONG));

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "3.5",
            "1e3",
            "1e400",
            "-1e400",
            "1e-400",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999",
            "0.30000000000000004");

    private static final List<String> RAW =
            List.of("null", "true", "false", "{}", "[]", "[[[[]]]]", "[null]", "{\"a\":1}");

    private static final List<String> HEADER_VALUES = List.of(
            "",
            "*",
            "\"0\"",
            "\"1\"",
            "\"99999999999999999999\"",
            "W/\"1\"",
            "1",
            "-1",
            "999999999999999999",
            "9999999999999999999999",
            "abc",
            "0x10",
            "text/event-stream",
            "application/x-ndjson",
            "application/xml",
            "gzip",
            "bytes=0-1",
            "identity;q=0",
            "x".repeat(300),
            "../demo",
            "null");

    private static final List<String> HEADERS = List.of(
            "If-Match",
            "Cauce-Position",
            "Accept",
            "Accept-Language",
            "Content-Encoding",
            "Range",
            "Last-Event-ID",
            "X-Tenant-Id",
            "X-HTTP-Method-Override",
            "Forwarded",
            "traceparent");

    private final Random random;
    private final List<Operation> operations;
    private final Contract contract;
    private final long seed;
    private int number;

    OperationRequests(long seed, Contract contract) {
        this.seed = seed;
        this.random = new Random(seed);
        this.contract = contract;
        this.operations = contract.operations();
    }

    /**
     * One request.
     *
     * @param key its idempotency key where it has a good one; else empty
     * @param head everything before the header {@code Authorization}, which is the sender's
     */
    record Request(Operation operation, String key, String head, String rest, byte[] body) {

        byte[] as(String token) {
            byte[] start =
                    (head + "Authorization: Bearer " + token + "\r\n" + rest).getBytes(StandardCharsets.ISO_8859_1);
            byte[] whole = new byte[start.length + body.length];
            System.arraycopy(start, 0, whole, 0, start.length);
            System.arraycopy(body, 0, whole, start.length, body.length);
            return whole;
        }

        @Override
        public String toString() {
            return head + rest + new String(body, StandardCharsets.UTF_8);
        }
    }

    /** The request of an operation as its examples have it. */
    Request good(String operationId) {
        Operation operation = operations.stream()
                .filter(candidate -> candidate.operationId().equals(operationId))
                .findFirst()
                .orElseThrow();
        String key = "good-" + seed + "-" + number++;
        byte[] body = example(operation).getBytes(StandardCharsets.UTF_8);
        return request(operation, path(operation, false), key, key, "application/json", List.of(), body);
    }

    Request next() {
        Operation operation = pick(operations);
        while (SELDOM.contains(operation.operationId()) && random.nextInt(30) != 0) {
            operation = pick(operations);
        }
        String path = path(operation, random.nextInt(5) == 0) + query(operation);
        boolean badKey = random.nextInt(12) == 0;
        String key = badKey ? "" : "fuzz-" + seed + "-" + number++;
        String sentKey = badKey ? pick(HEADER_VALUES) : key;
        List<String> headers = new ArrayList<>();
        for (int extra = random.nextInt(3); extra > 0; extra--) {
            headers.add(pick(HEADERS) + ": " + pick(HEADER_VALUES));
        }
        if (operation.operationId().startsWith("stream")) {
            // One that is as it should be would never end.
            headers.add("Last-Event-ID: nothing");
        }
        String type = random.nextInt(15) == 0
                ? pick(List.of("text/plain", "application/xml", "application/json; charset=utf-16", "*/*"))
                : "application/json";
        return request(operation, path, key, sentKey, type, headers, body(operation));
    }

    private Request request(
            Operation operation,
            String path,
            String key,
            String sentKey,
            String type,
            List<String> headers,
            byte[] body) {
        String head = operation.method() + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
        StringBuilder rest = new StringBuilder();
        if (operation.method().equals("POST")) {
            rest.append("Idempotency-Key: ").append(sentKey).append("\r\n");
            rest.append("Content-Type: ").append(type).append("\r\n");
        }
        headers.forEach(header -> rest.append(header).append("\r\n"));
        boolean withBody = operation.method().equals("POST");
        rest.append("Content-Length: ").append(withBody ? body.length : 0).append("\r\n\r\n");
        return new Request(operation, withBody ? key : "", head, rest.toString(), withBody ? body : new byte[0]);
    }

    private String path(Operation operation, boolean spoilt) {
        StringBuilder path = new StringBuilder();
        for (String segment : operation.path().substring(1).split("/", -1)) {
            path.append('/');
            if (!segment.startsWith("{")) {
                path.append(segment);
            } else if (spoilt) {
                path.append(encoded(pick(TEXTS)));
            } else {
                path.append(IDS.getOrDefault(segment.substring(1, segment.length() - 1), "unknown"));
            }
        }
        return path.toString();
    }

    private String query(Operation operation) {
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.node().path("parameters")) {
            JsonNode known = contract.resolved(parameter);
            if (known.path("in").asString().equals("query") && random.nextInt(3) == 0) {
                String value = random.nextBoolean() ? pick(TEXTS) : pick(NUMBERS);
                query.append(query.isEmpty() ? '?' : '&')
                        .append(known.path("name").asString())
                        .append('=')
                        .append(encoded(value));
            }
        }
        return query.toString();
    }

    private static String encoded(String text) {
        String shortened = text.length() > 2000 ? text.substring(0, 2000) : text;
        String encoded = URLEncoder.encode(shortened, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2e") : encoded;
    }

    private static String example(Operation operation) {
        JsonNode example = operation
                .node()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("example");
        return example.isMissingNode() ? "" : example.toString();
    }

    private byte[] body(Operation operation) {
        String example = example(operation);
        String body;
        if (example.isEmpty()) {
            body = random.nextInt(3) == 0 ? pick(RAW) : "";
        } else {
            JsonNode tree = JSON.readTree(example);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                spoil(tree);
            }
            body = tree.toString();
            // A number that Java has no type for is written as it stands.
            body = body.replace("\"#NUMBER#\"", pick(NUMBERS));
            if (random.nextInt(6) == 0) {
                body = broken(body);
            }
        }
        byte[] bytes = body.getBytes(random.nextInt(25) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(12) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private void spoil(JsonNode tree) {
        if (tree instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>(object.propertyNames());
            String name = pick(names);
            JsonNode child = object.get(name);
            if (child.isContainer() && random.nextBoolean()) {
                spoil(child);
                return;
            }
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.put(name, pick(TEXTS));
                case 2 -> object.put(name, "#NUMBER#");
                case 3 -> object.set(name, JSON.readTree(pick(RAW)));
                case 4 -> object.set(pick(List.of("unknown", "tenantId", "@class", "$ref", "")), child);
                default -> object.set(name, many(child));
            }
        } else if (tree instanceof ArrayNode array) {
            switch (random.nextInt(3)) {
                case 0 -> array.removeAll();
                case 1 -> array.add(JSON.readTree(pick(RAW)));
                default -> array.addAll(array.deepCopy());
            }
        }
    }

    /** What is long already stays as it is: many of many would be more than a text can hold. */
    private static JsonNode many(JsonNode child) {
        if (child.toString().length() > 2 * LONG) {
            return child;
        }
        ArrayNode many = JSON.createArrayNode();
        for (int copies = 0; copies < 1100; copies++) {
            many.add(child);
        }
        return many;
    }

    private String broken(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            default -> text.substring(0, from) + "[".repeat(1200) + text.substring(to);
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
