package dev.cauce.adapters.paymentgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.net.Webhook;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.sagas.payment.effects.Notification;
import dev.cauce.sagas.payment.effects.PaymentNotifications;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeNotificationFormTest {

    private static final String SECRET = "whsec_for_the_test";
    private static final String KEY = "acme/payment/p-1/1";

    private final StripeNotificationForm form =
            new StripeNotificationForm(SECRET, intent -> Map.of("pi_1", KEY).get(intent));

    private static String event(String type, String object) {
        return "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"" + type + "\",\"data\":{\"object\":" + object + "}}";
    }

    private static Notification notification(String type, String key) {
        return new Notification("evt_1", type, key, null, null, null, null, null, null, null);
    }

    @Test
    void readsWhatBecameOfACharge() {
        assertThat(form.read(event(
                        "payment_intent.succeeded", "{\"id\":\"pi_1\",\"metadata\":{\"cauce_key\":\"" + KEY + "\"}}")))
                .isEqualTo(new Notification(
                        "evt_1", "payment.succeeded", KEY, "pi_1", null, null, null, null, null, null));
        assertThat(form.read(event("payment_intent.payment_failed", """
                        {"id":"pi_1","metadata":{"cauce_key":"%s"},"last_payment_error":{"code":"card_declined",
                         "decline_code":"insufficient_funds","network_decline_code":"51","network_advice_code":"24"}}""".formatted(KEY))))
                .isEqualTo(new Notification(
                        "evt_1", "payment.declined", KEY, "pi_1", "insufficient_funds", "51", "24", null, null, null));
    }

    @Test
    void readsRefundsAndDisputes() {
        assertThat(
                        form.read(
                                event(
                                        "refund.updated",
                                        "{\"id\":\"re_1\",\"status\":\"succeeded\",\"metadata\":{\"cauce_key\":\"acme/payment/p-1/refund/r\"}}")))
                .isEqualTo(notification("refund.succeeded", "acme/payment/p-1/refund/r"));
        String dispute =
                "{\"id\":\"dp_1\",\"amount\":4900,\"reason\":\"fraudulent\",\"status\":\"%s\",\"payment_intent\":\"pi_1\"}";
        assertThat(form.read(event("charge.dispute.created", dispute.formatted("needs_response"))))
                .isEqualTo(new Notification(
                        "evt_1", "dispute.opened", KEY, "pi_1", null, null, null, "dp_1", 4_900L, "fraudulent"));
        assertThat(form.read(event("charge.dispute.closed", dispute.formatted("won")))
                        .type())
                .isEqualTo("dispute.won");
        assertThat(form.read(event("charge.dispute.closed", dispute.formatted("lost")))
                        .type())
                .isEqualTo("dispute.lost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"customer.created\",\"data\":{\"object\":{}}}",
                "{\"type\":\"payment_intent.succeeded\",\"data\":{\"object\":{\"id\":\"pi_other\"}}}",
                "{\"type\":\"charge.dispute.created\",\"data\":{\"object\":{\"payment_intent\":\"pi_other\"}}}"
            })
    void whatIsNotOursHasNoKey(String event) {
        assertThat(form.read(event).key()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{}", "{\"data\":{\"object\":7}}"})
    void refusesWhatIsNoEvent(String body) {
        assertThatThrownBy(() -> form.read(body)).isInstanceOf(Rejected.class);
    }

    /** Signed by Stripe's own library. */
    @Test
    void takesWhatStripeSigned() throws Exception {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        List<Object> sent = new ArrayList<>();
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.subscribe("dev.cauce.contracts.payment.RecordPaymentOutcome", message -> sent.add(message.getPayload()));
        PaymentNotifications notifications = new PaymentNotifications(
                new CommandSender(bus, () -> 0L, Duration.ofSeconds(5)), Clock.fixed(now, ZoneOffset.UTC));
        String body =
                event("payment_intent.succeeded", "{\"id\":\"pi_1\",\"metadata\":{\"cauce_key\":\"" + KEY + "\"}}");
        String signature = Webhook.Util.computeHmacSha256(SECRET, now.getEpochSecond() + "." + body);
        assertThat(HexFormat.of().parseHex(signature)).hasSize(32);

        notifications.receive(form, new TenantId("acme"), "t=" + now.getEpochSecond() + ",v1=" + signature, body);

        assertThat(sent).hasSize(1);
    }
}
