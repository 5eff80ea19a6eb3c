package dev.cauce.adapters.paymentgateway;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.sagas.payment.effects.Notification;
import dev.cauce.sagas.payment.effects.NotificationForm;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Stripe's events. They are signed with the secret of the endpoint, one for all tenants of a Stripe account; which
 * tenant and which charge an event is about stands in the metadata that {@link StripeGateway} wrote, and of a dispute,
 * which has none of its own, in that of its payment intent.
 */
public final class StripeNotificationForm implements NotificationForm {

    /** The header that Stripe's signature is in. */
    public static final String HEADER = "Stripe-Signature";

    private static final String UNKNOWN = "unknown";

    private final byte[] secret;
    private final Function<String, @Nullable String> keyOfIntent;

    /**
     * The events of one endpoint.
     *
     * @param secret of the endpoint, as Stripe shows it ({@code whsec_…})
     * @param keyOfIntent the key under which a payment intent was made; null where it was not made here
     */
    public StripeNotificationForm(String secret, Function<String, @Nullable String> keyOfIntent) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.keyOfIntent = keyOfIntent;
    }

    @Override
    public String header() {
        return HEADER;
    }

    @Override
    public byte[] secretOf(TenantId tenantId) {
        return secret.clone();
    }

    @Override
    public Notification read(String body) {
        JsonNode event;
        try {
            event = CauceJson.mapper().readTree(body);
        } catch (JacksonException malformed) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "The body is no event.");
        }
        JsonNode object = event.path("data").path("object");
        if (!object.isObject()) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "An event has an object.");
        }
        String id = text(event, "id");
        String type = text(event, "type");
        return switch (type == null ? "" : type) {
            case "payment_intent.succeeded" -> charge(id, "payment.succeeded", object);
            case "payment_intent.payment_failed" -> charge(id, "payment.declined", object);
            case "refund.updated", "charge.refund.updated", "refund.failed" -> refund(id, object);
            case "charge.dispute.created" -> dispute(id, "dispute.opened", object);
            case "charge.dispute.closed" ->
                dispute(id, "won".equals(text(object, "status")) ? "dispute.won" : "dispute.lost", object);
            default -> about(id, UNKNOWN, "");
        };
    }

    private static Notification charge(@Nullable String id, String type, JsonNode intent) {
        JsonNode error = intent.path("last_payment_error");
        String declineCode = text(error, "decline_code");
        return new Notification(
                id == null ? "" : id,
                type,
                key(intent),
                text(intent, "id"),
                declineCode == null ? text(error, "code") : declineCode,
                text(error, "network_decline_code"),
                text(error, "network_advice_code"),
                null,
                null,
                null);
    }

    private static Notification refund(@Nullable String id, JsonNode refund) {
        String status = text(refund, "status");
        return new Notification(
                id == null ? "" : id,
                "succeeded".equals(status) ? "refund.succeeded" : "failed".equals(status) ? "refund.failed" : UNKNOWN,
                key(refund),
                null,
                text(refund, "failure_reason"),
                null,
                null,
                null,
                null,
                null);
    }

    private Notification dispute(@Nullable String id, String type, JsonNode dispute) {
        String intent = text(dispute, "payment_intent");
        String key = intent == null ? null : keyOfIntent.apply(intent);
        return key == null
                ? about(id, UNKNOWN, "")
                : new Notification(
                        id == null ? "" : id,
                        type,
                        key,
                        intent,
                        null,
                        null,
                        null,
                        text(dispute, "id"),
                        dispute.path("amount").asLong(0),
                        text(dispute, "reason"));
    }

    private static Notification about(@Nullable String id, String type, String key) {
        return new Notification(id == null ? "" : id, type, key, null, null, null, null, null, null, null);
    }

    private static String key(JsonNode object) {
        String key = text(object.path("metadata"), StripeGateway.KEY);
        return key == null ? "" : key;
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.asString() : null;
    }
}
