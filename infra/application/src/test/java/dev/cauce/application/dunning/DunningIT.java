package dev.cauce.application.dunning;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.Processes;
import dev.cauce.application.RunningApplication;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.RequestPayment;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.deadline.MongoDeadlines;
import dev.cauce.platform.time.BusinessClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Weeks of dunning in seconds: the business clock goes from one deadline to the next, and everything else is real. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DunningIT {

    private static final TenantId DEMO = new TenantId("demo");
    private static final String ZONE = "America/New_York";
    private static final Instant BEGIN = Instant.parse("2027-03-03T15:00:00Z");

    @TempDir
    private static Path data;

    private static RunningApplication http;
    private static BusinessClock clock;
    private static MongoDeadlines deadlines;
    private static Processes processes;
    private static String admin;

    @BeforeAll
    static void start() {
        http = RunningApplication.startWhole(data, List.of(), "cauce.deadlines.pause=20ms");
        clock = http.bean(BusinessClock.class);
        clock.set(BEGIN);
        deadlines = http.bean(MongoDeadlines.class);
        processes = new Processes(http);
        admin = http.token("admin");
        expect(201, http.command("/v1/plans", admin, "plan", """
                        {"planId":"basic","name":"Basic","trialDays":0,
                         "prices":[{"currency":"EUR","interval":"MONTH","amountMinor":4900}]}"""));
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static JsonNode read(String path) {
        return json(http.get(path, admin));
    }

    /** A customer with one card, whose renewal is receivable and asked for. */
    private static void owe(String id, String gatewayToken) {
        expect(201, http.command("/v1/accounts", admin, id + "-account", """
                        {"accountId":"%s","companyName":"%s","email":"%s@example.com","timeZone":"%s",
                         "origin":"IMPORT"}""".formatted(id, id, id, ZONE)));
        expect(201, http.command("/v1/accounts/" + id + "/subscriptions", admin, id + "-subscription", """
                        {"subscriptionId":"%s","planId":"basic","currency":"EUR","interval":"MONTH","start":"ACTIVE"}""".formatted(
                        id)));
        expect(201, http.command("/v1/accounts/" + id + "/payment-methods", admin, id + "-method", """
                        {"paymentMethodId":"%s","gatewayToken":"%s.%s","cardFingerprint":"fp-%s","brand":"VISA",
                         "lastFour":"4242","expiryMonth":12,"expiryYear":2090}""".formatted(
                        id, gatewayToken, id, id)));
        processes.happened(
                StreamId.of("invoice", DEMO, id),
                new InvoiceDrafted(
                        DEMO,
                        new InvoiceId(id),
                        new AccountId(id),
                        new SubscriptionId(id),
                        ChargeReason.RENEWAL,
                        "EUR",
                        List.of(),
                        4_900,
                        0,
                        4_900),
                new InvoiceFinalised(
                        DEMO,
                        new InvoiceId(id),
                        new AccountId(id),
                        new SubscriptionId(id),
                        ChargeReason.RENEWAL,
                        "2027-" + id,
                        "EUR",
                        4_900,
                        clock.instant(),
                        clock.instant()));
        processes.send(new RequestPayment(
                DEMO, new PaymentId(id), new InvoiceId(id), new AccountId(id), new SubscriptionId(id), "EUR", 4_900));
        await(() -> read("/v1/dunning/cases/" + id).path("status").asString("").equals("OPEN"));
    }

    private static void await(BooleanSupplier reached) {
        Instant until = Instant.now().plus(Duration.ofSeconds(60));
        while (!reached.getAsBoolean()) {
            assertThat(Instant.now()).as("waited too long").isBefore(until);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Whether nothing of the case happens before the clock moves on. */
    private static boolean rests(String id) {
        JsonNode found = read("/v1/dunning/cases/" + id);
        JsonNode last = found.path("decisions").path(found.path("decisions").size() - 1);
        String what = last.path("what").asString("");
        Instant now = clock.instant();
        return !what.equals("RETRIED")
                && !what.equals("PAYMENT_FAILED")
                && isAfter(found.path("nextRetryAt").asString(""), now)
                && isAfter(found.path("nextStepAt").asString(""), now);
    }

    private static boolean isAfter(String time, Instant now) {
        return time.isEmpty() || Instant.parse(time).isAfter(now);
    }

    /** Whether the saga has scheduled what the case waits for: it may be behind the view. */
    private static boolean isScheduled(String id) {
        JsonNode found = read("/v1/dunning/cases/" + id);
        Instant due = deadlines.nextDueAt();
        return due != null
                && Stream.of("nextRetryAt", "nextStepAt")
                        .map(next -> found.path(next).asString(""))
                        .filter(next -> !next.isEmpty())
                        .map(Instant::parse)
                        .min(Comparator.naturalOrder())
                        .filter(next -> !due.isAfter(next))
                        .isPresent();
    }

    /** From deadline to deadline, as long as the case rests in between. */
    private static void runUntil(String id, BooleanSupplier end) {
        for (int step = 0; step < 200; step++) {
            await(() -> end.getAsBoolean() || (rests(id) && isScheduled(id)));
            if (end.getAsBoolean()) {
                return;
            }
            Instant next = Objects.requireNonNull(deadlines.nextDueAt(), "what is scheduled stays so");
            if (next.isAfter(clock.instant())) {
                clock.set(next);
            }
        }
        throw new AssertionError("It did not end: " + read("/v1/dunning/cases/" + id));
    }

    private static List<JsonNode> items(String path) {
        List<JsonNode> items = new ArrayList<>();
        read(path).path("items").forEach(items::add);
        return items;
    }

    @Test
    @Order(1)
    void aCardThatHasMoneyAgainPaysByARetryAndTheCaseIsRecovered() {
        owe("patient", "tok_success_after_3");

        runUntil(
                "patient",
                () -> items("/v1/invoices/patient/payments").stream()
                        .anyMatch(payment -> payment.path("status").asString("").equals("SUCCEEDED")));
        processes.happened(
                StreamId.of("invoice", DEMO, "patient"),
                new InvoicePaid(
                        DEMO,
                        new InvoiceId("patient"),
                        new AccountId("patient"),
                        new SubscriptionId("patient"),
                        ChargeReason.RENEWAL,
                        "EUR",
                        4_900,
                        clock.instant()));
        await(() ->
                read("/v1/dunning/cases/patient").path("status").asString("").equals("CLOSED"));

        JsonNode found = read("/v1/dunning/cases/patient");
        assertThat(found.path("outcome").asString("")).isEqualTo("RECOVERED");
        assertThat(items("/v1/invoices/patient/payments").stream()
                        .map(payment -> payment.path("status").asString("")))
                .containsExactly("FAILED", "FAILED", "FAILED", "SUCCEEDED");
        assertThat(read("/v1/subscriptions/patient").path("status").asString(""))
                .isEqualTo("ACTIVE");
    }

    @Test
    @Order(2)
    void aCardThatNeverPaysEndsTheSubscriptionAfterTheWholeLadder() {
        Instant opened = clock.instant();
        owe("broke", "tok_decline_insufficient_funds");

        runUntil(
                "broke",
                () -> read("/v1/dunning/cases/broke")
                        .path("status")
                        .asString("")
                        .equals("CLOSED"));

        JsonNode found = read("/v1/dunning/cases/broke");
        assertThat(found.path("outcome").asString("")).isEqualTo("CANCELLED");
        assertThat(found.path("restricted").asBoolean()).isTrue();
        assertThat(found.path("suspended").asBoolean()).isTrue();
        assertThat(clock.instant()).isBetween(opened.plus(Duration.ofDays(28)), opened.plus(Duration.ofDays(30)));
        await(() -> read("/v1/subscriptions/broke").path("status").asString("").equals("CANCELLED"));
        assertThat(read("/v1/subscriptions/broke").path("cancellationReason").asString(""))
                .isEqualTo("PAYMENT_FAILED");

        List<JsonNode> payments = items("/v1/invoices/broke/payments");
        assertThat(payments)
                .hasSizeBetween(4, 9)
                .allSatisfy(payment ->
                        assertThat(payment.path("status").asString("")).isEqualTo("FAILED"));
        List<JsonNode> mails = items("/v1/dev/outbox?to=broke@example.com").stream()
                .filter(mail -> mail.path("mailId").asString("").contains("/dunning/"))
                .toList();
        assertThat(mails).hasSize(4);
        assertThat(mails)
                .allSatisfy(mail -> assertThat(Instant.parse(mail.path("sentAt").asString(""))
                                .atZone(ZoneId.of(ZONE))
                                .getHour())
                        .isBetween(8, 19));
    }
}
