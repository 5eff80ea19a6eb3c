package dev.cauce.cli.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small server that speaks the part of the HTTP contract an import needs: idempotency keys that answer for ever,
 * unique ids and addresses, plans that must be there, problem documents, tokens. Faults can be put before its answers.
 */
public final class StandInCauce implements AutoCloseable {
    /** What happens to a request before it is handled. */
    public interface Fault {
        /** @return whether the request was dealt with */
        boolean strike(HttpExchange exchange) throws IOException;
    }

    /** A request as it came in. */
    public record Received(String path, String key, JsonNode body) {}

    private record Answer(int status, String body) {}

    private record Reply(Answer answer, boolean replayed) {}

    private record Recorded(String request, Answer answer) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RestContract contract = new RestContract();
    private final List<String> contractFaults = new CopyOnWriteArrayList<>();
    private final JsonMapper json = new JsonMapper();
    private final Map<String, Recorded> answered = new LinkedHashMap<>();
    private final Map<String, JsonNode> plans = new LinkedHashMap<>();
    private final Map<String, JsonNode> accounts = new LinkedHashMap<>();
    private final Map<String, String> emails = new HashMap<>();
    private final Map<String, JsonNode> subscriptions = new LinkedHashMap<>();
    private final Map<String, JsonNode> cancellations = new LinkedHashMap<>();
    private final List<Received> received = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final AtomicInteger tokensGiven = new AtomicInteger();
    private volatile String validToken = "token-0";
    private volatile boolean refusesBatches;
    private volatile Runnable whileHandling = () -> {};

    public StandInCauce() {
        this(0);
    }

    /** @param port 0 for a free one */
    public StandInCauce(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next requests meet these faults, one each, in this order. */
    public void strikeNext(Fault... next) {
        synchronized (faults) {
            faults.addAll(List.of(next));
        }
    }

    /** Answers with a status and a code. */
    public Fault answering(int status, String code) {
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            respond(exchange, problem(status, code), false);
            return true;
        };
    }

    /** Closes the connection without an answer. */
    public static Fault hangingUp() {
        return exchange -> {
            exchange.close();
            return true;
        };
    }

    /** From now on only the next token given holds. */
    public void expireTokens() {
        validToken = "token-" + (tokensGiven.get() + 1);
    }

    /** Runs in each request's thread between arrival and answer. */
    public void whileHandling(Runnable action) {
        whileHandling = action;
    }

    /** From now on batches are refused, as to a token that may send single requests alone. */
    public void refuseBatches() {
        refusesBatches = true;
    }

    public int mostUnderWay() {
        return mostUnderWay.get();
    }

    public synchronized Map<String, JsonNode> plans() {
        return new LinkedHashMap<>(plans);
    }

    public synchronized Map<String, JsonNode> accounts() {
        return new LinkedHashMap<>(accounts);
    }

    public synchronized Map<String, JsonNode> subscriptions() {
        return new LinkedHashMap<>(subscriptions);
    }

    /** By subscription. */
    public synchronized Map<String, JsonNode> cancellations() {
        return new LinkedHashMap<>(cancellations);
    }

    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    /** Requests that the contract does not allow, which no client of ours may send. */
    public List<String> contractFaults() {
        return List.copyOf(contractFaults);
    }

    /** Puts a plan into the catalogue, as somebody else would. */
    public synchronized void addPlan(String planId) {
        plans.put(planId, json.createObjectNode().put("planId", planId));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try (exchange) {
            Fault fault;
            synchronized (faults) {
                fault = faults.poll();
            }
            if (fault != null && fault.strike(exchange)) {
                return;
            }
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals("/oauth2/token")) {
                token(exchange, new String(body, StandardCharsets.UTF_8));
            } else if (!("Bearer " + validToken)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                respond(exchange, problem(401, "UNAUTHENTICATED"), false);
            } else if (exchange.getRequestMethod().equals("GET")) {
                respond(
                        exchange,
                        path.equals("/v1/admin/projections") ? projections() : problem(404, "NOT_FOUND"),
                        false);
            } else {
                whileHandling.run();
                command(exchange, path, json.readTree(body));
            }
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void token(HttpExchange exchange, String form) throws IOException {
        String basic = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!basic.startsWith("Basic ") || !form.startsWith("grant_type=client_credentials")) {
            respond(exchange, problem(401, "INVALID_CLIENT"), false);
            return;
        }
        validToken = "token-" + tokensGiven.incrementAndGet();
        String strong = form.contains("acr_values=urn%3Acauce%3Astrong") ? "-strong" : "";
        validToken += strong;
        respond(
                exchange,
                new Answer(
                        200, "{\"access_token\":\"" + validToken + "\",\"token_type\":\"Bearer\",\"expires_in\":300}"),
                false);
    }

    private void command(HttpExchange exchange, String path, JsonNode body) throws IOException {
        if (path.equals("/v1/batches")) {
            respond(exchange, batch(body), false);
            return;
        }
        Reply reply = command(path, exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
        respond(exchange, reply.answer(), reply.replayed());
    }

    private Answer batch(JsonNode batch) {
        if (refusesBatches) {
            return problem(403, "PERMISSION_DENIED");
        }
        Optional<String> fault = contract.fault("/v1/batches", batch);
        if (fault.isPresent()) {
            contractFaults.add("/v1/batches" + fault.get());
            return problem(400, "INVALID_REQUEST");
        }
        ObjectNode answer = json.createObjectNode();
        ArrayNode sequences = answer.putArray("sequences");
        for (JsonNode sequence : batch.path("sequences")) {
            ArrayNode answers = sequences.addObject().putArray("answers");
            for (JsonNode request : sequence.path("requests")) {
                Reply reply = command(
                        request.path("path").asString(),
                        request.path("idempotencyKey").asString(),
                        request.path("body"));
                answers.addObject()
                        .put("status", reply.answer().status())
                        .put("replayed", reply.replayed())
                        .set("body", json.readTree(reply.answer().body()));
                if (reply.answer().status() >= 300) {
                    break;
                }
            }
        }
        return new Answer(200, answer.toString());
    }

    private Reply command(String path, @Nullable String key, JsonNode body) {
        if (key == null || !key.matches("[\\x20-\\x7E]{1,255}")) {
            return new Reply(problem(400, "INVALID_REQUEST"), false);
        }
        Optional<String> fault = contract.fault(path, body);
        if (fault.isPresent()) {
            contractFaults.add(path + fault.get());
            return new Reply(problem(400, "INVALID_REQUEST"), false);
        }
        synchronized (this) {
            received.add(new Received(path, key, body));
            String request = path + " " + body;
            Recorded recorded = answered.get(key);
            boolean replayed = recorded != null && recorded.request().equals(request);
            Answer answer = recorded == null
                    ? decide(path, body)
                    : replayed ? recorded.answer() : problem(422, "IDEMPOTENCY_KEY_REUSED");
            answered.putIfAbsent(key, new Recorded(request, answer));
            return new Reply(answer, replayed);
        }
    }

    private Answer decide(String path, JsonNode body) {
        String[] parts = path.split("/", -1);
        if (path.equals("/v1/plans")) {
            return accepted(body, plans, body.path("planId").asString());
        }
        if (path.equals("/v1/accounts")) {
            String account = body.path("accountId").asString();
            String email = body.path("email").asString().toLowerCase(Locale.ROOT);
            if (!emails.computeIfAbsent(email, address -> account).equals(account)) {
                return problem(409, "EMAIL_TAKEN");
            }
            if (body.path("companyName").asString("").equals("refuse me")) {
                return new Answer(
                        400,
                        "{\"type\":\"x\",\"title\":\"The request is not valid\",\"status\":400,\"code\":\"INVALID_REQUEST\","
                                + "\"errors\":[{\"pointer\":\"/companyName\",\"code\":\"SIZE\",\"detail\":\"is refused\"}]}");
            }
            return accepted(body, accounts, body.path("accountId").asString());
        }
        if (parts.length == 5 && parts[2].equals("accounts") && parts[4].equals("subscriptions")) {
            if (!accounts.containsKey(parts[3])) {
                return problem(404, "ACCOUNT_NOT_FOUND");
            }
            if (!plans.containsKey(body.path("planId").asString())) {
                return problem(404, "PLAN_NOT_FOUND");
            }
            return accepted(body, subscriptions, body.path("subscriptionId").asString());
        }
        if (parts.length == 5 && parts[2].equals("subscriptions") && parts[4].equals("cancellation")) {
            if (!subscriptions.containsKey(parts[3])) {
                return problem(404, "SUBSCRIPTION_NOT_FOUND");
            }
            return accepted(body, cancellations, parts[3]);
        }
        return problem(404, "NOT_FOUND");
    }

    private static Answer accepted(JsonNode body, Map<String, JsonNode> into, String id) {
        return into.putIfAbsent(id, body) == null ? new Answer(201, "{}") : problem(409, "ALREADY_EXISTS");
    }

    private static Answer projections() {
        return new Answer(
                200,
                "{\"items\":[{\"name\":\"query.account.accounts\",\"state\":\"RUNNING\",\"position\":12340,\"head\":12345,"
                        + "\"lag\":5,\"progress\":0.99,\"segments\":4,\"deadLetters\":0},"
                        + "{\"name\":\"ml.churn\",\"state\":\"FAILED\",\"position\":7,\"head\":12345,"
                        + "\"lag\":12338,\"progress\":0.01,\"segments\":4,\"deadLetters\":2}]}");
    }

    private static Answer problem(int status, String code) {
        return new Answer(
                status,
                "{\"type\":\"urn:cauce:problem\",\"title\":\"Refused\",\"status\":" + status + ",\"code\":\"" + code
                        + "\"}");
    }

    private static void respond(HttpExchange exchange, Answer answer, boolean replayed) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", answer.status() < 400 ? "application/json" : "application/problem+json");
        if (replayed) {
            exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
        }
        if (answer.status() == 429) {
            exchange.getResponseHeaders().set("Retry-After", "2");
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
