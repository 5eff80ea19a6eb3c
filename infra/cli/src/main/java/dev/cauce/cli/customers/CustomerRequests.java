package dev.cauce.cli.customers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The requests of the HTTP contract that a customer becomes, in their order.
 *
 * <p>An idempotency key is made of what the request means (mapping, customer, step and body) and not of where the row
 * stands. So a second run of the same table repeats the same keys and changes nothing, wherever its lines have moved;
 * and a row that was corrected after it had been refused is a request of its own, since a key answers for ever what it
 * answered once.
 */
final class CustomerRequests {
    /** What a request does. */
    enum Step {
        PLAN,
        ACCOUNT,
        SUBSCRIPTION,
        CANCELLATION
    }

    /**
     * One request.
     *
     * @param path below the server's base
     * @param key the idempotency key of the first attempt
     */
    record Request(Step step, String path, ObjectNode body, String key) {}

    private final String mapping;
    private final JsonMapper json = new JsonMapper();

    /** @param mapping the name of the mapping */
    CustomerRequests(String mapping) {
        this.mapping = mapping;
    }

    Request plan(PlanCatalogue.Plan plan) {
        ObjectNode body = json.createObjectNode();
        body.put("planId", plan.id());
        body.put("name", plan.name());
        ArrayNode prices = body.putArray("prices");
        for (PlanCatalogue.Price price : plan.prices()) {
            prices.addObject()
                    .put("currency", price.currency())
                    .put("interval", price.interval())
                    .put("amountMinor", price.amountMinor());
        }
        body.put("trialDays", plan.trialDays());
        return request(Step.PLAN, "/v1/plans", body, plan.id());
    }

    List<Request> of(Customer customer) {
        List<Request> requests = new ArrayList<>(3);
        requests.add(account(customer));
        Customer.Subscription subscription = customer.subscription();
        if (subscription != null) {
            String subscriptionId = customer.id() + "-1";
            ObjectNode start = json.createObjectNode();
            start.put("subscriptionId", subscriptionId);
            start.put("planId", subscription.planId());
            start.put("currency", subscription.currency());
            start.put("interval", subscription.interval());
            if (subscription.amountMinor() != null) {
                start.put("amountMinor", subscription.amountMinor().longValue());
            }
            start.put("start", "ACTIVE");
            start.put("startedAt", subscription.started().toString());
            requests.add(request(
                    Step.SUBSCRIPTION, "/v1/accounts/" + customer.id() + "/subscriptions", start, customer.id()));
            if (subscription.ended() != null) {
                ObjectNode cancel = json.createObjectNode();
                cancel.put("reason", subscription.reason());
                cancel.put("cancelledAt", subscription.ended().toString());
                requests.add(request(
                        Step.CANCELLATION,
                        "/v1/subscriptions/" + subscriptionId + "/cancellation",
                        cancel,
                        customer.id()));
            }
        }
        return requests;
    }

    /** The body of a batch of the requests of some customers. */
    static ObjectNode batch(List<List<Request>> customers) {
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        ArrayNode sequences = batch.putArray("sequences");
        for (List<Request> requests : customers) {
            ArrayNode sequence = sequences.addObject().putArray("requests");
            for (Request request : requests) {
                sequence.addObject()
                        .put("path", request.path())
                        .put("idempotencyKey", request.key())
                        .set("body", request.body());
            }
        }
        return batch;
    }

    private Request account(Customer customer) {
        ObjectNode body = json.createObjectNode();
        body.put("accountId", customer.id());
        body.put("companyName", customer.company());
        if (customer.contact() != null) {
            body.put("contactName", customer.contact());
        }
        body.put("email", customer.email());
        body.put("timeZone", customer.timeZone());
        if (customer.country() != null) {
            body.put("country", customer.country());
        }
        body.put("origin", "IMPORT");
        if (customer.since() != null) {
            body.put("customerSince", customer.since().toString());
        }
        ObjectNode attributes = body.putObject("attributes");
        customer.attributes().forEach(attributes::put);
        return request(Step.ACCOUNT, "/v1/accounts", body, customer.id());
    }

    private Request request(Step step, String path, ObjectNode body, String id) {
        MessageDigest digest = sha256();
        for (String part : List.of(mapping, id, step.name())) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        digest.update(json.writeValueAsBytes(body));
        return new Request(step, path, body, "import-" + HexFormat.of().formatHex(digest.digest(), 0, 16));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
