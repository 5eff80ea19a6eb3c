package dev.cauce.cli.customers;

import dev.cauce.cli.CommandFailed;
import dev.cauce.cli.api.ApiAnswer;
import dev.cauce.cli.api.CauceApi;
import dev.cauce.cli.api.ServerCodes;
import dev.cauce.cli.customers.CustomerRequests.Request;
import dev.cauce.cli.customers.CustomerRequests.Step;
import dev.cauce.cli.mapping.CustomerMapping;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends the requests of one customer after the other; stops a customer at the first that is refused. */
final class CustomerSender {
    /** How many earlier refusals of one request are passed over; each is a run in which the row was still wrong. */
    private static final int MOST_EARLIER_REFUSALS = 50;

    private final CauceApi api;
    private final CustomerRequests requests;
    private final CustomerMapping mapping;

    CustomerSender(CauceApi api, CustomerMapping mapping) {
        this.api = api;
        this.mapping = mapping;
        this.requests = new CustomerRequests(mapping.name());
    }

    /**
     * Sends some customers in one request, as many as {@link CustomerBatch} lets in; where the server does not take
     * them together, each alone.
     *
     * @return an outcome for each, in their order
     * @throws CommandFailed when going on with other rows is useless: the server is away, or the token may not do this
     */
    List<RowOutcome> send(List<Customer> customers) throws InterruptedException {
        List<Sending> sendings = customers.stream()
                .map(customer -> new Sending(customer, requests.of(customer)))
                .toList();
        ApiAnswer answer = api.post(
                "/v1/batches",
                CustomerRequests.batch(
                        sendings.stream().map(sending -> sending.requests).toList()),
                "batch-" + UUID.randomUUID());
        if (answer.status() >= 500) {
            throw failed(answer);
        }
        JsonNode sequences = answer.body().path("sequences");
        List<RowOutcome> outcomes = new ArrayList<>();
        for (int row = 0; row < sendings.size(); row++) {
            outcomes.add(finish(sendings.get(row), sequences.path(row).path("answers")));
        }
        return outcomes;
    }

    /** Takes what the batch answered, and sends the rest of the row alone where the batch did not settle it. */
    private RowOutcome finish(Sending sending, JsonNode answers) throws InterruptedException {
        for (JsonNode given : answers) {
            ApiAnswer answer = new ApiAnswer(
                    given.path("status").asInt(), given.path("replayed").asBoolean(), given.path("body"));
            if (!answer.ok() && (answer.mayPass() || mayHaveChanged(answer))) {
                break;
            }
            if (!sending.answered(judged(sending.next(), answer))) {
                return refused(sending, answer);
            }
        }
        while (sending.hasNext()) {
            ApiAnswer answer = post(sending.next());
            if (!sending.answered(answer)) {
                return refused(sending, answer);
            }
        }
        return new RowOutcome(sending.customer.line(), sending.done, sending.repeated, List.of());
    }

    private RowOutcome refused(Sending sending, ApiAnswer answer) {
        long line = sending.customer.line();
        return new RowOutcome(
                line,
                sending.done,
                sending.repeated,
                rejections(line, sending.next().step(), answer, sending.repeated + sending.done.size()));
    }

    /**
     * Sends one request. A key answers for ever what it answered once, a refusal too; when the server repeats a refusal
     * of an earlier run, what it refused for may have been mended since (an unknown plan is there now), so the request
     * is tried again under the next key.
     */
    ApiAnswer post(Request request) throws InterruptedException {
        ApiAnswer answer = api.post(request.path(), request.body(), request.key());
        for (int earlier = 1; earlier <= MOST_EARLIER_REFUSALS && mayHaveChanged(answer); earlier++) {
            answer = api.post(request.path(), request.body(), request.key() + "-" + earlier);
        }
        return judged(request, answer);
    }

    private static ApiAnswer judged(Request request, ApiAnswer answer) {
        if (answer.status() == 403) {
            throw CommandFailed.serverAway("The token may not do this (" + answer.code() + " at "
                    + request.step().name().toLowerCase(Locale.ROOT) + "): an import needs the role workflow or admin");
        }
        if (answer.status() >= 500) {
            throw failed(answer);
        }
        return answer;
    }

    private static CommandFailed failed(ApiAnswer answer) {
        return CommandFailed.serverAway("The server failed (" + answer.status() + " " + answer.code()
                + "); its log says why. Run the same command again: what is in stays, and nothing is sent twice");
    }

    CustomerRequests requests() {
        return requests;
    }

    private static boolean mayHaveChanged(ApiAnswer answer) {
        return !answer.ok() && answer.replayed() && !answer.code().equals(ServerCodes.ALREADY_EXISTS);
    }

    private List<Rejection> rejections(long line, Step step, ApiAnswer answer, int stepsBefore) {
        String kept = stepsBefore == 0 ? "" : " (the steps before it are in)";
        List<Rejection> rejections = new ArrayList<>();
        for (JsonNode error : answer.body().path("errors")) {
            String field = error.path("pointer").asString("").replaceFirst("^/", "");
            rejections.add(new Rejection(
                    line,
                    Optional.ofNullable(columnOf(field)).orElse(field),
                    answer.code(),
                    "the server refuses " + (field.isEmpty() ? "it" : field) + ": "
                            + error.path("detail").asString("") + kept));
        }
        if (rejections.isEmpty()) {
            String field = fieldAtFault(step, answer.code());
            String column = field == null ? null : columnOf(field);
            rejections.add(
                    new Rejection(line, column == null ? "" : column, answer.code(), advice(step, answer) + kept));
        }
        return rejections;
    }

    private @Nullable String columnOf(String field) {
        return field.startsWith("attributes/")
                ? field.substring("attributes/".length())
                : CustomerReader.column(mapping, field);
    }

    private static @Nullable String fieldAtFault(Step step, String code) {
        return switch (code) {
            case "EMAIL_TAKEN" -> "email";
            case "PLAN_NOT_FOUND", "PLAN_RETIRED", "PLAN_PRICE_MISSING" -> "planId";
            case "ALREADY_EXISTS" -> "accountId";
            case "DATE_IN_FUTURE" ->
                switch (step) {
                    case ACCOUNT -> "customerSince";
                    case SUBSCRIPTION -> "startedAt";
                    case CANCELLATION -> "cancelledAt";
                    case PLAN -> null;
                };
            default -> null;
        };
    }

    private static String advice(Step step, ApiAnswer answer) {
        String said = "the server says: " + answer.message();
        return switch (answer.code()) {
            case "ALREADY_EXISTS" ->
                step == Step.ACCOUNT
                        ? "an account with this id is there already, with other values; it was left as it is"
                        : "a subscription of this account is there already, with other values; it was left as it is";
            case "EMAIL_TAKEN" -> "another account has this e-mail address; correct it, or remove the row";
            case "PLAN_NOT_FOUND" ->
                "the catalogue has no such plan; list it under 'plans' in the mapping, or create it first";
            case "PLAN_PRICE_MISSING" ->
                "the plan has no price for this currency and interval; map a 'price', or correct the currency";
            default -> said;
        };
    }

    /** How far a customer's requests have come. */
    private static final class Sending {

        private final Customer customer;
        private final List<Request> requests;
        private final Set<Step> done = EnumSet.noneOf(Step.class);
        private int repeated;

        Sending(Customer customer, List<Request> requests) {
            this.customer = customer;
            this.requests = requests;
        }

        boolean hasNext() {
            return done.size() + repeated < requests.size();
        }

        Request next() {
            return requests.get(done.size() + repeated);
        }

        /** Counts the answer to the next request; false where it was refused. */
        boolean answered(ApiAnswer answer) {
            if (!answer.ok()) {
                return false;
            }
            if (answer.replayed()) {
                repeated++;
            } else {
                done.add(next().step());
            }
            return true;
        }
    }
}
