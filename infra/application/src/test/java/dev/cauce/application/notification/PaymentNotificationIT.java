package dev.cauce.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.Processes;
import dev.cauce.application.RunningApplication;
import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.PaymentAttemptSucceeded;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.RequestPayment;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.sagas.payment.effects.NotificationSignature;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the gateway tells, over HTTP, of payments whose outcome the sandbox keeps to itself. */
@ExtendWith(WholeApplication.class)
class PaymentNotificationIT {

    private static final TenantId DEMO = new TenantId("demo");
    private static final String PATH = "/v1/webhooks/payments/demo";

    private static RunningApplication http;
    private static NotificationSignature signature;
    private static String admin;

    @BeforeAll
    static void start(Whole whole) {
        http = whole.http();
        signature = http.bean(NotificationSignature.class);
        admin = http.token("admin");
        http.command("/v1/accounts", admin, "told-account", """
                {"accountId":"told","companyName":"Told","email":"told@example.com","timeZone":"UTC","origin":"IMPORT"}""");
        http.command("/v1/accounts/told/payment-methods", admin, "told-method", """
                {"paymentMethodId":"told-1","gatewayToken":"tok_timeout_unknown.told","cardFingerprint":"fp-told",
                 "brand":"VISA","lastFour":"4242","expiryMonth":12,"expiryYear":2090}""");
    }

    private static void request(String payment) {
        new Processes(http)
                .send(new RequestPayment(
                        DEMO,
                        new PaymentId(payment),
                        new InvoiceId(payment + "-invoice"),
                        new AccountId("told"),
                        new SubscriptionId("told"),
                        "EUR",
                        4_900));
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        while (!http.get("/v1/payments/" + payment, admin).body().contains("\"UNKNOWN\"")) {
            assertThat(Instant.now())
                    .as(http.get("/v1/payments/" + payment, admin).body())
                    .isBefore(until);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static String succeeded(String payment) {
        return """
                {"id":"evt_1","type":"payment.succeeded","key":"demo/payment/%s/1","gatewayPaymentId":"ch_1"}""".formatted(payment);
    }

    private static HttpResponse<String> tell(@Nullable String header, String body) {
        HttpRequest.Builder request =
                http.request(PATH).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        if (header != null) {
            request.header("Cauce-Signature", header);
        }
        return http.send(request.build());
    }

    private static String signed(String body) {
        return signature.header("demo", Instant.now(), body);
    }

    private static List<String> events(String payment) {
        return http.bean(EventStore.class)
                .readEvents(StreamId.of("payment", DEMO, payment).value())
                .asStream()
                .map(message -> message.getPayload().getClass().getSimpleName())
                .collect(Collectors.toList());
    }

    @Test
    void twoHundredTellingTheSameAreOneSuccess() throws Exception {
        request("told-many");
        String body = succeeded("told-many");
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(() -> tell(signed(body), body).statusCode());
            }
            for (Future<Integer> each : threads.invokeAll(all)) {
                assertThat(each.get()).isEqualTo(204);
            }
        }

        assertThat(events("told-many"))
                .containsOnlyOnce(
                        PaymentAttemptSucceeded.class.getSimpleName(), PaymentSucceeded.class.getSimpleName());
    }

    @Test
    void aWrongSignatureAndAnOldOneAreRefusedWithACode() {
        request("told-wrong");
        String body = succeeded("told-wrong");

        for (String header : new String[] {
            null, "", "t=1,v1=" + "0".repeat(64), signature.header("other", Instant.now(), body), signed(body + " ")
        }) {
            HttpResponse<String> answer = tell(header, body);
            assertThat(answer.statusCode()).as(String.valueOf(header)).isEqualTo(403);
            assertThat(answer.body()).contains("NOTIFICATION_SIGNATURE_WRONG");
        }
        HttpResponse<String> old = tell(signature.header("demo", Instant.now().minusSeconds(600), body), body);
        assertThat(old.statusCode()).isEqualTo(403);
        assertThat(old.body()).contains("NOTIFICATION_TOO_OLD");
        assertThat(tell(signed("nonsense"), "nonsense").statusCode()).isEqualTo(400);
        assertThat(events("told-wrong")).doesNotContain(PaymentSucceeded.class.getSimpleName());
    }

    @Test
    void whatIsAboutNothingThatIsThereIsRefused() {
        String body = succeeded("told-none");

        HttpResponse<String> answer = tell(signed(body), body);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("PAYMENT_NOT_FOUND");
    }
}
