package dev.cauce.application.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.Processes;
import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.application.scenario.Conversation.Answer;
import dev.cauce.application.scenario.Conversation.Speaker;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.RequestPayment;
import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.RecordChurnScore;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A customer's ways through the whole application, over HTTP. Together they use every operation of the document, and
 * the last test says so; with the routes of the application held against the document by the documentation's own tests,
 * the two agree both ways.
 */
@ExtendWith(WholeApplication.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScenarioIT {

    private static final Pattern CODE = Pattern.compile("(?m)^ +(\\S{20,})$");

    private static Conversation conversation;
    private static Speaker admin;
    private static Speaker strong;
    private static Speaker stranger;
    private static Speaker auditor;
    private static Speaker second;
    private static Processes processes;
    private static String operatorToken;
    private static BillingProcess billing;

    @BeforeAll
    static void start(Whole whole) {
        conversation =
                new Conversation(URI.create("http://127.0.0.1:" + whole.http().port()));
        billing = new BillingProcess(whole.http());
        admin = conversation.as(whole.http().token("admin"));
        strong = conversation.as(whole.strongAdmin());
        operatorToken = whole.http().token("operator", "acr_values=urn:cauce:strong");
        auditor = conversation.as(whole.http().token("auditor"));
        second = conversation.as(whole.other("demo", "workflow", 600));
        processes = new Processes(whole.http());
        stranger = conversation.as(whole.other("elsewhere", "admin", 600));
        admin.send("/v1/plans", "scenario-starter", plan("starter", 1900)).expect(201);
        admin.send("/v1/plans", "scenario-growth", plan("growth", 4900)).expect(201);
    }

    @AfterAll
    static void hangUp() {
        conversation.close();
    }

    private static String plan(String id, long price) {
        return """
                {"planId":"%s","name":"Plan %s","trialDays":14,
                 "prices":[{"currency":"EUR","interval":"MONTH","amountMinor":%d}]}""".formatted(id, id, price);
    }

    private static String account(String id, String origin) {
        return """
                {"accountId":"%s","companyName":"Acme %s","email":"%s@example.com","timeZone":"Europe/Madrid",
                 "origin":"%s"}""".formatted(id, id, id, origin);
    }

    private static Answer register(String id) {
        return admin.send("/v1/accounts", account(id, "IMPORT")).expect(201);
    }

    private static Stream<JsonNode> items(Answer answer) {
        return StreamSupport.stream(answer.expect(200).json().path("items").spliterator(), false);
    }

    private static List<String> types(Answer history) {
        return items(history).map(item -> item.path("type").asString()).toList();
    }

    @Test
    void whoSignsUpIsTakenThroughTheOnboarding() {
        String path = "/v1/accounts/scenario-new";
        admin.send("/v1/accounts", account("scenario-new", "SIGN_UP")).expect(201);

        admin.eventually(
                path + "/onboarding", answer -> answer.text("/welcomed").equals("true"));
        admin.eventually(
                path + "/subscriptions",
                answer -> answer.text("/items/0/status").equals("TRIALING"));
        Answer mails = admin.get("/v1/dev/outbox?to=scenario-new@example.com");
        Matcher code = CODE.matcher(mails.text("/items/0/body"));
        assertThat(code.find()).as(mails.body()).isTrue();
        admin.send(path + "/email-verification", "{\"token\":\"3vXo1mQm1sJkz8Ck8oHq2w\"}")
                .refused(422, "EMAIL_TOKEN_WRONG");
        admin.send(path + "/email-verification", "{\"token\":\"" + code.group(1) + "\"}")
                .expect(200);
        for (String step : List.of("PROFILE", "DATA_SOURCE", "FIRST_CAMPAIGN", "TEAM")) {
            admin.send(path + "/onboarding-steps", "{\"step\":\"" + step + "\"}")
                    .expect(200);
        }
        admin.eventually(path + "/onboarding", answer -> answer.text("/status").equals("COMPLETED"));

        Answer account = admin.get(path).expect(200);
        assertThat(account.text("/emailVerified")).isEqualTo("true");
        assertThat(account.json().path("completedSteps")).hasSize(4);
        assertThat(items(admin.get("/v1/onboarding?status=COMPLETED"))
                        .map(item -> item.path("accountId").asString()))
                .contains("scenario-new");
    }

    @Test
    void whoComesWithAHistoryGetsNeitherTrialNorWelcome() {
        Instant since = Instant.now().minus(400, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        admin.send(
                        "/v1/accounts",
                        account("scenario-old", "IMPORT")
                                .replace("\"origin\"", "\"customerSince\":\"" + since + "\",\"origin\""))
                .expect(201);

        admin.eventually(
                "/v1/accounts/scenario-old/onboarding",
                answer -> answer.text("/status").equals("COMPLETED"));

        assertThat(items(admin.get("/v1/accounts/scenario-old/subscriptions"))).isEmpty();
        assertThat(items(admin.get("/v1/dev/outbox?to=scenario-old@example.com")))
                .isEmpty();
    }

    @Test
    void anAccountIsSuspendedReactivatedAndClosed() {
        register("scenario-life");
        String path = "/v1/accounts/scenario-life";

        admin.send(path + "/activities", "{\"kind\":\"report_viewed\",\"count\":3}")
                .expect(200);
        String shown = admin.watch(
                "/v1/accounts/stream",
                () -> admin.send(path + "/suspension", "{\"reason\":\"PAYMENT_OVERDUE\"}")
                        .expect(200),
                "scenario-life",
                "SUSPENDED");
        admin.send(path + "/suspension", "{\"reason\":\"PAYMENT_OVERDUE\"}").refused(409, "ACCOUNT_SUSPENDED");
        admin.send(path + "/reactivation").expect(200);
        strong.send(path + "/closure", "{\"reason\":\"CUSTOMER_REQUEST\"}").expect(200);
        admin.send(path + "/reactivation").refused(409, "ACCOUNT_IS_CLOSED");

        assertThat(shown).contains("SUSPENDED");
        assertThat(strong.get(path).text("/status")).isEqualTo("CLOSED");
        assertThat(types(strong.get(path + "/history")))
                .containsSubsequence(
                        "AccountRegistered",
                        "ActivityRecorded",
                        "AccountSuspended",
                        "AccountReactivated",
                        "AccountClosed");
        assertThat(items(strong.get("/v1/accounts?status=CLOSED&q=scenario-life"))
                        .map(item -> item.path("accountId").asString()))
                .containsExactly("scenario-life");
    }

    @Test
    void anErasedPersonIsGoneAndTheHistoryStays() {
        register("scenario-erased");

        Answer certificate = strong.send("/v1/accounts/scenario-erased/erasure").expect(200);

        assertThat(certificate.text("/certificateId")).isNotEmpty();
        assertThat(strong.get("/v1/accounts/scenario-erased").text("/companyName"))
                .isEqualTo("[redacted]");
        assertThat(types(strong.get("/v1/accounts/scenario-erased/history"))).contains("AccountRegistered");
        assertThat(strong.get("/v1/accounts/scenario-erased/history").body()).doesNotContain("Acme");
        admin.send("/v1/accounts/scenario-life-2/erasure").expect(401);
    }

    @Test
    void aSubscriptionBilledElsewhereIsRenewedChangedAndCancelled() {
        register("scenario-paying");
        String path = "/v1/subscriptions/scenario-paying-1";
        admin.send("/v1/accounts/scenario-paying/subscriptions", """
                        {"subscriptionId":"scenario-paying-1","planId":"starter","currency":"EUR","interval":"MONTH",
                         "start":"ACTIVE"}""").expect(201);
        Answer begun = admin.get(path).expect(200);

        admin.send(path + "/renewal").expect(200);
        admin.sendIfMatch(path + "/plan-change", begun.etag(), "{\"planId\":\"growth\"}")
                .refused(412, "VERSION_MISMATCH");
        admin.sendIfMatch(path + "/plan-change", admin.get(path).etag(), "{\"planId\":\"growth\"}")
                .expect(200);
        admin.send(path + "/plan-change", "{\"planId\":\"no-such\"}").refused(404, "PLAN_NOT_FOUND");
        admin.send(path + "/change", "{\"quantity\":2,\"proration\":\"NONE\"}").refused(409, "SUBSCRIPTION_NOT_BILLED");
        admin.send(path + "/cancellation", "{\"reason\":\"PRICE\"}").expect(200);

        Answer ended = admin.get(path).expect(200);
        assertThat(ended.text("/status")).isEqualTo("CANCELLED");
        assertThat(ended.text("/entitlement")).isEqualTo("NONE");
        assertThat(ended.text("/planId")).isEqualTo("growth");
        assertThat(ended.text("/amountMinor")).isEqualTo("4900");
        assertThat(ended.text("/renewals")).isEqualTo("1");
    }

    @Test
    void whatIsInvoicedIsVoidedCreditedOrWrittenOff() {
        admin.send("/v1/invoicing-terms", """
                        {"timeZone":"Europe/Madrid","dueDays":14,"taxRates":[{"country":"ES","ratePpm":210000}]}""").expect(200);
        assertThat(admin.get("/v1/invoicing-terms").text("/taxRates/0/country")).isEqualTo("ES");
        admin.send(
                        "/v1/accounts",
                        account("scenario-invoiced", "IMPORT").replace("\"origin\"", "\"country\":\"ES\",\"origin\""))
                .expect(201);
        for (String invoice : List.of("scenario-i1", "scenario-i2", "scenario-i3")) {
            billing.invoice(invoice, "scenario-invoiced", 10_000);
        }
        billing.pay("scenario-i3", "scenario-p1", 12_100);

        admin.send("/v1/invoices/scenario-i1/voiding", "{\"code\":\"BILLED_TWICE\"}")
                .expect(200);
        admin.send("/v1/invoices/scenario-i2/credit-notes", """
                        {"creditNoteId":"cn-1","kind":"OFFSET","currency":"EUR","code":"OUTAGE",
                         "lines":[{"lineId":"l-1","amountMinor":10001}]}""").refused(422, "CREDIT_ABOVE_LINE");
        admin.send("/v1/invoices/scenario-i2/credit-notes", """
                        {"creditNoteId":"cn-1","kind":"OFFSET","currency":"EUR","code":"OUTAGE",
                         "lines":[{"lineId":"l-1","amountMinor":1000}]}""").expect(201);
        admin.send("/v1/invoices/scenario-i3/credit-notes", """
                        {"kind":"CREDIT","currency":"EUR","code":"GOODWILL",
                         "lines":[{"lineId":"l-1","amountMinor":500}]}""").expect(201);
        admin.send("/v1/invoices/scenario-i3/voiding", "{\"code\":\"BILLED_TWICE\"}")
                .refused(409, "INVOICE_IS_PAID");

        Answer balance = admin.get("/v1/accounts/scenario-invoiced/balance").expect(200);
        assertThat(balance.text("/credits/0/amountMinor")).isEqualTo("605");
        assertThat(balance.text("/receivables/0/totalMinor")).isEqualTo("10890");
        assertThat(items(admin.get("/v1/accounts/scenario-invoiced/invoices?status=VOID"))
                        .map(item -> item.path("invoiceId").asString()))
                .containsExactly("scenario-i1");
        assertThat(items(admin.get("/v1/invoices?limit=100"))
                        .map(item -> item.path("number").asString()))
                .doesNotHaveDuplicates();
        Answer open = admin.get("/v1/invoices/scenario-i2").expect(200);
        assertThat(open.text("/taxMinor")).isEqualTo("2100");
        assertThat(open.text("/creditNotes/0/totalMinor")).isEqualTo("1210");
        assertThat(admin.get("/v1/receivables").expect(200).text("/receivables/0/currency"))
                .isEqualTo("EUR");
        admin.sendIfMatch("/v1/invoices/scenario-i2/write-off", "\"0\"", "{\"code\":\"GONE\"}")
                .refused(412, "VERSION_MISMATCH");
        admin.sendIfMatch("/v1/invoices/scenario-i2/write-off", open.etag(), "{\"code\":\"GONE\"}")
                .expect(200);
        assertThat(admin.get("/v1/invoices/scenario-i2").text("/status")).isEqualTo("UNCOLLECTIBLE");
        stranger.get("/v1/invoices/scenario-i2").refused(404, "INVOICE_NOT_FOUND");
    }

    @Test
    void manyInvoicesAtOnceAreNumberedWithoutAGap() throws Exception {
        register("scenario-many");
        int many = 200;
        for (int number = 0; number < many; number++) {
            billing.draft("scenario-many-" + number, "scenario-many", 100);
        }
        List<Future<?>> finalised = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            for (int number = 0; number < many; number++) {
                String invoice = "scenario-many-" + number;
                finalised.add(threads.submit(() -> billing.finalise(invoice)));
            }
        }
        for (Future<?> one : finalised) {
            one.get();
        }

        List<Long> ordinals = auditor.get("/v1/audit/events?type=NumberDrawn", "application/x-ndjson")
                .expect(200)
                .body()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .map(event -> event.path("data"))
                .filter(drawn -> drawn.path("series").asString().equals("INVOICE"))
                .map(drawn -> drawn.path("ordinal").asLong())
                .toList();
        assertThat(ordinals)
                .hasSizeGreaterThanOrEqualTo(many)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ordinals.size()).boxed().toList());
    }

    @Test
    void revenueIsExplainedByItsEvents() {
        register("scenario-worth");
        YearMonth month = YearMonth.now(ZoneOffset.UTC);
        admin.send("/v1/accounts/scenario-worth/subscriptions", """
                        {"subscriptionId":"scenario-worth-1","planId":"growth","currency":"SEK","interval":"MONTH",
                         "start":"ACTIVE","amountMinor":4900}""").expect(201);

        String asked = "currency=SEK&month=" + month + "&cell=NEW";
        String span = "currency=SEK&from=" + month + "&to=" + month;
        Answer explained = admin.get("/v1/revenue/explanation?" + asked).expect(200);
        Answer revenue = admin.get("/v1/revenue?" + span).expect(200);
        Answer arpa = admin.get("/v1/revenue/explanation?currency=SEK&cell=ARPA&limit=1&month=" + month)
                .expect(200);
        Answer cohorts = admin.get("/v1/revenue/cohorts?" + span).expect(200);
        Answer before = admin.get("/v1/revenue?currency=SEK&from=2020-01&to=2020-01&asOf=2020-01-15T00:00:00Z"
                        + "&knownAt=2020-01-15T00:00:00Z")
                .expect(200);

        assertThat(explained.json().path("value").asLong()).isEqualTo(4900);
        assertThat(explained.text("/items/0/type")).isEqualTo("SubscriptionStarted");
        assertThat(explained.text("/items/0/stream")).isEqualTo("demo/subscription/scenario-worth-1");
        assertThat(revenue.text("/months/0/newMinor")).isEqualTo("4900");
        assertThat(revenue.text("/months/0/arrMinor")).isEqualTo("58800");
        assertThat(arpa.json().path("value").asLong()).isEqualTo(4900);
        assertThat(arpa.text("/parts/1/cell")).isEqualTo("PAYING_ACCOUNTS");
        Answer second = admin.get("/v1/revenue/explanation?currency=SEK&cell=ARPA&limit=1&month=" + month + "&cursor="
                        + arpa.text("/nextCursor"))
                .expect(200);
        assertThat(second.text("/items/0/cell")).isEqualTo("PAYING_ACCOUNTS");
        assertThat(cohorts.json().at("/cohorts/0/months/0/accountRetention").asDouble())
                .isEqualTo(1);
        assertThat(before.text("/months/0/closingMinor")).isEqualTo("0");
        admin.get("/v1/revenue?currency=SEK&from=2026-02&to=2026-01").refused(400, "INVALID_REQUEST");
        admin.get("/v1/revenue/explanation?currency=SEK&cell=REVENUE_RETENTION&month=" + month)
                .refused(400, "INVALID_REQUEST");
        admin.get("/v1/revenue/explanation?" + asked + "&cursor=elsewhere").refused(400, "INVALID_REQUEST");
    }

    @Test
    void aTrialThatIsActivatedWaitsForItsFirstPayment() {
        register("scenario-trial");
        String path = "/v1/subscriptions/scenario-trial-1";
        admin.send("/v1/accounts/scenario-trial/subscriptions", """
                        {"subscriptionId":"scenario-trial-1","planId":"growth","currency":"EUR","interval":"MONTH",
                         "quantity":2,"start":"TRIAL"}""").expect(201);

        admin.send(path + "/change", "{\"quantity\":3,\"proration\":\"NONE\"}").expect(200);
        Answer next =
                admin.send(path + "/change-preview", "{\"proration\":\"NONE\"}").expect(200);
        Answer activated = admin.send(path + "/activation").expect(200);

        assertThat(next.text("/nextTotalMinor")).isEqualTo("14700");
        assertThat(next.text("/next/0/kind")).isEqualTo("PERIOD");
        assertThat(activated.text("/status")).isEqualTo("INCOMPLETE");
        assertThat(admin.get(path).text("/quantity")).isEqualTo("3");
        admin.send(path + "/renewal").refused(409, "SUBSCRIPTION_NOT_ACTIVE");
    }

    @Test
    void aSubscriptionBilledHereIsChangedPausedAndTakenUpAgain() {
        register("scenario-billed");
        admin.send("/v1/plans", plan("scenario-use", 3000)).expect(201);
        admin.send("/v1/plans/scenario-use/prices", """
                        {"currency":"EUR","interval":"MONTH","amountMinor":3100,"billingMode":"IN_ARREARS"}""").expect(200);
        admin.send("/v1/plans/scenario-use/prices", """
                        {"currency":"XXX","interval":"MONTH","amountMinor":3100,"billingMode":"IN_ARREARS"}""").refused(422, "CURRENCY_UNKNOWN");
        admin.send("/v1/plans/scenario-use/terms", """
                        {"trialDays":30,"trialEnd":"ACTIVATE","graceDays":7}""").expect(200);
        String path = "/v1/subscriptions/scenario-billed-1";

        Answer created =
                admin.send("/v1/accounts/scenario-billed/subscriptions", """
                        {"subscriptionId":"scenario-billed-1","planId":"scenario-use","currency":"EUR","interval":"MONTH",
                         "quantity":2,"start":"PAID"}""").expect(201);
        admin.send(path + "/change", "{\"quantity\":1,\"proration\":\"NONE\"}").expect(200);
        assertThat(admin.get(path).text("/pendingQuantity")).isEqualTo("1");
        admin.send(path + "/change-revocation").expect(200);
        admin.send(path + "/scheduled-cancellation", "{\"reason\":\"PRICE\"}").expect(200);
        admin.send(path + "/pause", "{}").refused(409, "CANCELLATION_SCHEDULED");
        admin.send(path + "/cancellation-revocation").expect(200);
        admin.send(path + "/pause", "{}").expect(200);
        assertThat(admin.get(path).text("/entitlement")).isEqualTo("NONE");
        admin.send(path + "/resumption").expect(200);
        admin.send(path + "/cancellation", "{\"reason\":\"PRICE\"}").expect(200);
        Answer again = admin.send(path + "/reactivation").expect(200);

        Answer shown = admin.get(path).expect(200);
        assertThat(created.text("/status")).isEqualTo("ACTIVE");
        assertThat(again.text("/status")).isEqualTo("ACTIVE");
        assertThat(shown.text("/entitlement")).isEqualTo("ENTITLED");
        assertThat(shown.text("/billingMode")).isEqualTo("IN_ARREARS");
        assertThat(shown.text("/quantity")).isEqualTo("2");
        Answer sold = admin.get("/v1/plans/scenario-use").expect(200);
        assertThat(sold.text("/prices/0/amountMinor")).as(sold.body()).isEqualTo("3100");
        assertThat(sold.json().path("priceVersions")).hasSize(2);
        assertThat(sold.text("/trialEnd")).isEqualTo("ACTIVATE");
    }

    @Test
    void aRetiredPlanIsNotSold() {
        register("scenario-late");
        admin.send("/v1/plans", plan("scenario-retiring", 900)).expect(201);
        strong.send("/v1/plans/scenario-retiring/retirement").expect(200);

        Answer refused = admin.send(
                "/v1/accounts/scenario-late/subscriptions",
                "{\"planId\":\"scenario-retiring\",\"currency\":\"EUR\",\"interval\":\"MONTH\",\"start\":\"TRIAL\"}");

        refused.refused(409, "PLAN_RETIRED");
        assertThat(strong.get("/v1/plans/scenario-retiring").text("/retired")).isEqualTo("true");
        assertThat(items(admin.get("/v1/plans")).map(item -> item.path("planId").asString()))
                .contains("starter", "growth", "scenario-retiring");
    }

    @Test
    void aCampaignCountsWhatItsVariantsBring() {
        register("scenario-brand");
        String path = "/v1/campaigns/scenario-sale";
        admin.send("/v1/campaigns", """
                        {"campaignId":"scenario-sale","accountId":"scenario-brand","name":"Sale","channel":"EMAIL"}""").expect(201);
        for (String variant : List.of("short", "long")) {
            admin.send(
                            path + "/variants",
                            "{\"variantId\":\"%s\",\"name\":\"%s\",\"weight\":1}".formatted(variant, variant))
                    .expect(201);
        }
        admin.send(path + "/assignments", "{\"recipientId\":\"r-0\"}").refused(409, "CAMPAIGN_NOT_RUNNING");
        admin.send(path + "/launch").expect(200);

        for (int number = 0; number < 20; number++) {
            Answer assigned = admin.send(path + "/assignments", "{\"recipientId\":\"r-" + number + "\"}")
                    .expect(201);
            assertThat(assigned.json().path("propensity").asDouble()).isEqualTo(0.5);
            assertThat(admin.send(path + "/assignments", "{\"recipientId\":\"r-" + number + "\"}")
                            .text("/variantId"))
                    .isEqualTo(assigned.text("/variantId"));
        }
        admin.send(
                        path + "/conversions",
                        "{\"recipientId\":\"r-7\",\"value\":{\"currency\":\"EUR\",\"amountMinor\":12900}}")
                .expect(201);
        admin.send(path + "/pause").expect(200);
        admin.send(path + "/assignments", "{\"recipientId\":\"r-99\"}").refused(409, "CAMPAIGN_NOT_RUNNING");
        admin.send(path + "/resumption").expect(200);
        admin.send(path + "/completion").expect(200);

        Answer results = admin.get(path + "/results").expect(200);
        assertThat(sum(results, "assigned")).isEqualTo(20);
        assertThat(sum(results, "converted")).isEqualTo(1);
        assertThat(admin.get(path).text("/status")).isEqualTo("COMPLETED");
        assertThat(items(admin.get("/v1/campaigns?accountId=scenario-brand"))).hasSize(1);
    }

    private static int sum(Answer results, String field) {
        return StreamSupport.stream(results.json().path("variants").spliterator(), false)
                .mapToInt(variant -> variant.path(field).asInt())
                .sum();
    }

    @Test
    void aTicketGoesFromOpenToRatedAndClosed() {
        register("scenario-asking");
        String path = "/v1/tickets/scenario-t1";
        String shown = admin.watch(
                "/v1/tickets/stream", () -> admin.send("/v1/tickets", """
                                {"ticketId":"scenario-t1","accountId":"scenario-asking","subject":"It does not connect",
                                 "body":"The wizard stops at step two.","priority":"HIGH","channel":"WEB"}""").expect(201), "scenario-t1");
        assertThat(shown).contains("It does not connect");

        admin.send(path + "/assignment", "{\"assignee\":\"agent-7\"}").expect(200);
        admin.send(path + "/replies", "{\"author\":\"AGENT\",\"body\":\"Please try again.\"}")
                .expect(201);
        assertThat(admin.get(path).text("/status")).isEqualTo("PENDING");
        admin.send(path + "/replies", "{\"author\":\"CUSTOMER\",\"body\":\"Still the same.\"}")
                .expect(201);
        assertThat(admin.get(path).text("/status")).isEqualTo("OPEN");
        admin.send(path + "/rating", "{\"score\":5}").expect(409);
        admin.send(path + "/resolution").expect(200);
        admin.send(path + "/reopening").expect(200);
        admin.send(path + "/resolution").expect(200);
        admin.send(path + "/rating", "{\"score\":5,\"comment\":\"Quick and kind.\"}")
                .expect(200);
        admin.send(path + "/closure").expect(200);

        Answer ticket = admin.get(path).expect(200);
        assertThat(ticket.text("/status")).isEqualTo("CLOSED");
        assertThat(ticket.text("/rating")).isEqualTo("5");
        assertThat(ticket.json().path("replies")).hasSize(2);
        assertThat(items(admin.get("/v1/tickets?status=CLOSED&assignee=agent-7"))
                        .map(item -> item.path("ticketId").asString()))
                .contains("scenario-t1");
    }

    @Test
    void anEndpointOfWebhooksIsRegisteredChangedDisabledAndRemoved() {
        Answer made = admin.send("/v1/webhook-endpoints", """
                        {"endpointId":"scenario-hook","url":"https://hooks.example.invalid/","eventTypes":["webhook_endpoint.*"]}""").expect(201);
        assertThat(made.text("/secret")).startsWith("whsec_");
        String path = "/v1/webhook-endpoints/scenario-hook";
        assertThat(admin.get("/v1/webhook-endpoints").expect(200).body()).contains("scenario-hook");
        assertThat(admin.get("/v1/webhook-event-types").expect(200).body()).contains("invoice.paid");
        Answer read = admin.get(path).expect(200);
        assertThat(read.body()).doesNotContain("secret");
        String change = """
                {"url":"https://hooks.example.invalid/other","eventTypes":["plan.*"]}""";
        admin.sendIfMatch(path + "/change", "\"9\"", change).refused(412, "VERSION_MISMATCH");
        admin.sendIfMatch(path + "/change", read.etag(), change).expect(200);
        assertThat(admin.get(path).text("/url")).isEqualTo("https://hooks.example.invalid/other");
        assertThat(admin.send(path + "/secret-rotation").expect(200).text("/secret"))
                .startsWith("whsec_");
        admin.send(path + "/disabling").expect(200);
        assertThat(admin.get(path).text("/disabling")).isEqualTo("REQUESTED");
        admin.send(path + "/test").refused(409, "WEBHOOK_ENDPOINT_DISABLED");
        admin.send(path + "/enabling").expect(200);
        admin.send(path + "/test").expect(200);
        admin.send(path + "/replay", "{\"messageId\":\"msg_nothing\"}").expect(200);
        admin.eventually(
                path + "/messages?status=PENDING",
                answer -> answer.text("/items/0/attempts/0/failure").equals("NAME_UNKNOWN"));
        stranger.get(path).refused(404, "WEBHOOK_ENDPOINT_NOT_FOUND");
        admin.send(path + "/removal").expect(200);
        admin.get(path).refused(404, "WEBHOOK_ENDPOINT_NOT_FOUND");
        admin.send(path + "/enabling").refused(409, "WEBHOOK_ENDPOINT_REMOVED");
    }

    @Test
    void aCardNumberIsRefusedAndKeptNowhere() {
        Answer refused = admin.send(
                "/v1/tickets",
                "{\"ticketId\":\"scenario-card\",\"subject\":\"My card\",\"body\":\"4111 1111 1111 1111\",\"channel\":\"WEB\"}");

        refused.expect(422);
        admin.get("/v1/tickets/scenario-card").expect(404);
    }

    @Test
    void churnIsLearnedFromWhatCustomersDidAndEachScoreSaysWhy() {
        Instant asOf = Instant.now().minus(60, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        for (int number = 0; number < 80; number++) {
            String id = "scenario-c" + number;
            boolean leaves = number % 3 == 0;
            admin.send("/v1/accounts", """
                            {"accountId":"%s","companyName":"C","email":"%s@example.com","origin":"IMPORT",
                             "customerSince":"%s","attributes":{"contract":"%s"}}""".formatted(
                            id, id, asOf.minus(300, ChronoUnit.DAYS), leaves ^ number % 11 == 0 ? "monthly" : "yearly"))
                    .expect(201);
            admin.send("/v1/accounts/" + id + "/subscriptions", """
                            {"subscriptionId":"%s-1","planId":"growth","currency":"EUR","interval":"MONTH",
                             "start":"ACTIVE","startedAt":"%s"}""".formatted(id, asOf.minus(300, ChronoUnit.DAYS)))
                    .expect(201);
            if (leaves) {
                admin.send(
                                "/v1/subscriptions/" + id + "-1/cancellation",
                                "{\"reason\":\"UNKNOWN\",\"cancelledAt\":\"%s\"}"
                                        .formatted(asOf.plus(10, ChronoUnit.DAYS)))
                        .expect(200);
            }
        }

        admin.send(
                        "/v1/models/churn/training",
                        "{\"trainingId\":\"scenario-training\",\"asOf\":\"%s\",\"horizonDays\":30}".formatted(asOf))
                .expect(202);

        Answer model = admin.eventually(
                "/v1/models/churn", answer -> answer.text("/trainingId").equals("scenario-training"));
        assertThat(model.json().path("auc").asDouble()).isGreaterThan(0.7);
        Answer risk = admin.eventually("/v1/accounts/scenario-c1/churn-risk", answer -> answer.status() == 200);
        assertThat(risk.text("/modelVersion")).isEqualTo(model.text("/modelVersion"));
        double logOdds = risk.json().path("baseLogOdds").asDouble()
                + StreamSupport.stream(risk.json().path("contributions").spliterator(), false)
                        .mapToDouble(reason -> reason.path("contribution").asDouble())
                        .sum();
        assertThat(risk.json().path("score").asDouble())
                .as("the reasons add up to the score")
                .isCloseTo(1 / (1 + Math.exp(-logOdds)), org.assertj.core.data.Offset.offset(1e-6));
        assertThat(items(admin.get("/v1/churn-risks?limit=10"))).isNotEmpty();
    }

    @Test
    void theHistoryIsReadInPagesAndInLines() {
        register("scenario-history");

        Answer page = admin.get("/v1/audit/events?aggregateType=account&aggregateId=scenario-history");
        Answer lines = admin.get(
                "/v1/audit/events?aggregateType=account&aggregateId=scenario-history", "application/x-ndjson");

        assertThat(types(page)).startsWith("AccountRegistered");
        assertThat(lines.body().lines()).hasSize(types(page).size());
        assertThat(auditor.get("/v1/audit/events?type=AccountRegistered&limit=5")
                        .json()
                        .path("items"))
                .isNotEmpty();
    }

    @Test
    void theWholeHistoryIsTakenAway() {
        register("scenario-export");

        assertThat(strong.get("/v1/admin/export", "application/x-ndjson")
                        .expect(200)
                        .body())
                .contains("scenario-export@", "dev.cauce.TenantExported");
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void everyProjectionIsReplayedAndComesOutIdentical() {
        List<String> names = items(admin.get("/v1/admin/projections"))
                .map(item -> item.path("name").asString())
                .filter(name -> !name.startsWith("poisoned"))
                .toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(9);
        for (String name : names) {
            String path = "/v1/admin/projections/" + name;
            Answer before = admin.eventually(path, ScenarioIT::caughtUp);

            strong.send(path + "/replay").expect(202);

            Answer after = admin.eventually(path, ScenarioIT::caughtUp);
            assertThat(after.text("/hash")).as(name).isEqualTo(before.text("/hash"));
            admin.get(path + "/dead-letters").expect(200);
        }
        strong.send("/v1/admin/projections/accounts/dead-letters/retry").expect(202);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void aProjectionIsRebuiltSwitchedToAndBackAndReconciled() {
        String path = "/v1/admin/projections/plans";
        Answer before = admin.eventually(path, ScenarioIT::caughtUp);
        strong.send(path + "/rebuild", "{\"switching\":\"MANUAL\"}").expect(202);
        String built = admin.eventually(
                        path, projection -> projection.text("/rebuild/state").equals("WAITING"))
                .text("/rebuild/generation");
        strong.send(path + "/switch", "{}").expect(202);
        Answer after = admin.eventually(
                path,
                projection ->
                        caughtUp(projection) && projection.text("/generation").equals(built));
        assertThat(after.text("/hash")).isEqualTo(before.text("/hash"));
        strong.send(path + "/rollback").expect(202);
        admin.eventually(
                path,
                projection ->
                        caughtUp(projection) && !projection.text("/generation").equals(built));
        strong.send(path + "/generations/" + built + "/drop").expect(202);
        strong.send(path + "/reconcile").expect(202);
        admin.eventually(path, ScenarioIT::caughtUp);
    }

    private static boolean caughtUp(Answer projection) {
        return projection.text("/state").equals("RUNNING")
                && projection.text("/lag").equals("0");
    }

    @Test
    void whatWasWrittenIsRead() {
        register("scenario-read");

        Answer answer = admin.get("/v1/accounts/scenario-read").expect(200);

        assertThat(answer.text("/companyName")).isEqualTo("Acme scenario-read");
        assertThat(answer.etag()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/accounts/scenario-hidden",
                "/v1/accounts/scenario-hidden/subscriptions",
                "/v1/accounts/scenario-hidden/onboarding",
                "/v1/accounts/scenario-hidden/history",
                "/v1/subscriptions/scenario-hidden-1",
                "/v1/campaigns/scenario-hidden",
                "/v1/campaigns/scenario-hidden/results",
                "/v1/tickets/scenario-hidden",
                "/v1/plans/growth"
            })
    void anotherTenantSeesNothingOfIt(String path) {
        admin.send("/v1/accounts", "scenario-hidden", account("scenario-hidden", "IMPORT"))
                .expect(201);
        admin.send("/v1/accounts/scenario-hidden/subscriptions", "scenario-hidden-s", """
                        {"subscriptionId":"scenario-hidden-1","planId":"growth","currency":"EUR","interval":"MONTH",
                         "start":"TRIAL"}""")
                .expect(201);
        admin.send("/v1/campaigns", "scenario-hidden-c", """
                        {"campaignId":"scenario-hidden","accountId":"scenario-hidden","name":"Sale","channel":"EMAIL"}""").expect(201);
        admin.send(
                        "/v1/tickets",
                        "scenario-hidden-t",
                        "{\"ticketId\":\"scenario-hidden\",\"subject\":\"S\",\"body\":\"B\",\"channel\":\"WEB\"}")
                .expect(201);
        admin.eventually(path, answer -> answer.status() == 200);

        stranger.get(path).expect(404);
    }

    @Test
    void aKeyMeansOneCommandForEver() {
        Answer first = admin.send("/v1/accounts", "scenario-key", account("scenario-key", "IMPORT"));
        Answer again = admin.send("/v1/accounts", "scenario-key", account("scenario-key", "IMPORT"));

        assertThat(again.expect(201).body()).isEqualTo(first.expect(201).body());
        admin.send("/v1/accounts", "scenario-key", account("scenario-key-2", "IMPORT"))
                .refused(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void fiftyAtOnceWithOneKeyRegisterOnce() {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> sent = IntStream.range(0, 50)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> admin.send("/v1/accounts", "scenario-fifty", account("scenario-fifty", "IMPORT")),
                            callers))
                    .toList();

            List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();

            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
            assertThat(types(admin.get("/v1/accounts/scenario-fifty/history")).stream()
                            .filter("AccountRegistered"::equals))
                    .hasSize(1);
        }
    }

    private static String method(String id, String token, String fingerprint) {
        return """
                {"paymentMethodId":"%s","gatewayToken":"%s","cardFingerprint":"%s","brand":"VISA","lastFour":"4242",
                 "expiryMonth":12,"expiryYear":2090}""".formatted(id, token, fingerprint);
    }

    @Test
    void whatIsNotPaidIsAskedForUntilItIs() {
        TenantId demo = new TenantId("demo");
        AccountId account = new AccountId("scenario-debtor");
        SubscriptionId subscription = new SubscriptionId("scenario-debtor-1");
        InvoiceId invoice = new InvoiceId("scenario-debt");
        register("scenario-debtor");
        String methods = "/v1/accounts/scenario-debtor/payment-methods";
        admin.send(methods, method("poor", "tok_decline_insufficient_funds.debtor", "fp-poor"))
                .expect(201);
        billing.invoice("scenario-debt", "scenario-debtor", 4_900);
        processes.send(
                new RequestPayment(demo, new PaymentId("scenario-debt"), invoice, account, subscription, "EUR", 4_900));

        Answer open = admin.eventually(
                "/v1/dunning/cases/scenario-debt",
                answer -> !answer.text("/nextRetryAt").isEmpty());
        assertThat(open.text("/status")).isEqualTo("OPEN");
        assertThat(open.text("/decisions/1/what")).isEqualTo("RETRY_SCHEDULED");
        assertThat(open.json().at("/decisions/1/propensity").asDouble()).isBetween(0.0, 1.0);
        assertThat(items(admin.get("/v1/dunning/cases?status=OPEN"))
                        .map(item -> item.path("invoiceId").asString()))
                .contains("scenario-debt");

        admin.send(methods, method("rich", "tok_success.debtor", "fp-rich")).expect(201);
        admin.eventually(
                "/v1/payments/scenario-debt.retry-1",
                answer -> answer.text("/status").equals("SUCCEEDED"));
        billing.pay("scenario-debt", "scenario-debt.retry-1", 4_900);
        Answer closed = admin.eventually(
                "/v1/dunning/cases/scenario-debt",
                answer -> answer.text("/status").equals("CLOSED"));
        assertThat(closed.text("/outcome")).isEqualTo("RECOVERED");
        whatCameBackIsExplained(closed.text("/policyVersion"));
        assertThat(items(admin.get("/v1/invoices/scenario-debt/payments"))
                        .map(item -> item.path("status").asString()))
                .containsExactly("FAILED", "SUCCEEDED");

        admin.send(
                        "/v1/payments/scenario-debt.retry-1/refunds",
                        "{\"amountMinor\":4901,\"reason\":\"CUSTOMER_REQUEST\"}")
                .refused(422, "REFUND_ABOVE_PAYMENT");
        admin.send(
                        "/v1/payments/scenario-debt.retry-1/refunds",
                        "{\"amountMinor\":900,\"reason\":\"CUSTOMER_REQUEST\"}")
                .expect(200);
        admin.eventually(
                "/v1/payments/scenario-debt.retry-1",
                answer -> answer.text("/refundedMinor").equals("900"));

        admin.send(methods + "/rich/default").expect(200);
        admin.send(methods + "/poor/removal").expect(200);
        Answer left =
                admin.eventually(methods, answer -> answer.json().path("items").size() == 1);
        assertThat(left.text("/items/0/defaultMethod")).isEqualTo("true");
        admin.send(methods, method("number", "4111 1111 1111 1111", "fp")).refused(422, "CARD_NUMBER_REFUSED");
    }

    /** Of the debt that was just paid, by the month in which it was billed where the company is. */
    private static void whatCameBackIsExplained(String policyVersion) {
        String zone = admin.get("/v1/revenue/recovery?currency=EUR&from=2026-01&to=2026-01")
                .expect(200)
                .text("/timeZone");
        YearMonth month = YearMonth.from(Instant.parse(
                        admin.get("/v1/invoices/scenario-debt").expect(200).text("/finalisedAt"))
                .atZone(ZoneId.of(zone)));
        String recovered = "/v1/revenue/recovery/explanation?currency=EUR&cell=RECOVERED&limit=100&month=" + month
                + "&policyVersion=" + policyVersion;
        Answer view = admin.eventually("/v1/admin/projections/revenue", ScenarioIT::caughtUp);
        assertThat(view.text("/deadLetters")).as(view.body()).isEqualTo("0");
        JsonNode payment = items(admin.get(recovered))
                .filter(ScenarioIT::isOfTheDebt)
                .findFirst()
                .orElseThrow(() -> new AssertionError(recovered + " leaves the debt out. Of the case: "
                        + admin.get(recovered.replace("cell=RECOVERED", "cell=OPEN"))
                                .body() + " Of the view: " + view.body() + " Of the invoice: "
                        + auditor.get("/v1/audit/events?aggregateId=scenario-debt")
                                .body()));
        assertThat(payment.path("type").asString()).isEqualTo("InvoicePaymentRecorded");
        assertThat(payment.path("amount").asLong()).isEqualTo(4_900);
        Answer rates = admin.get("/v1/revenue/recovery?currency=EUR&from=" + month + "&to=" + month)
                .expect(200);
        assertThat(rates.json().at("/rates/0/recoveryRate").asDouble()).isBetween(0.0, 1.0);

        assertThat(items(admin.get("/v1/revenue/receivables/explanation?currency=EUR&age=TOTAL&limit=100&asOf="
                                + payment.path("at").asString())
                        .expect(200)))
                .noneMatch(ScenarioIT::isOfTheDebt);
        admin.eventually(
                "/v1/revenue/receivables?currency=EUR",
                owed -> owed.text("/receivables/totalMinor").equals(owedByNow("EUR")));
    }

    private static boolean isOfTheDebt(JsonNode item) {
        return item.path("invoiceId").asString().equals("scenario-debt");
    }

    private static String owedByNow(String currency) {
        for (JsonNode owed : admin.get("/v1/receivables").expect(200).json().path("receivables")) {
            if (owed.path("currency").asString().equals(currency)) {
                return owed.path("totalMinor").asString();
            }
        }
        return "0";
    }

    @Test
    void aDunningPolicyIsAgreedOnByTwo() {
        String policy = """
                {"policyVersion":"scenario-policy","effectiveFrom":"2030-01-01T00:00:00Z","terms":{"windowDays":28,
                 "mostRetries":8,"retrySpanDays":4,"hoursBetweenRetries":24,"graceDays":7,"suspendAfterDays":14,
                 "finalAction":"KEEP","mostMessages":4,"messageEveryDays":6,"quietFromHour":20,"quietToHour":8,
                 "retryHour":9,"paydays":[1,15],"explorationShare":0.05}}""";
        admin.send("/v1/dunning/policies", policy.replace("0.05", "0.04")).refused(400, "INVALID_REQUEST");
        admin.send("/v1/dunning/policies", policy.replace("\"graceDays\":7", "\"graceDays\":15"))
                .refused(422, "DUNNING_POLICY_INVALID");
        admin.send("/v1/dunning/policies", policy).expect(201);
        admin.send("/v1/dunning/policies/scenario-policy/approval").refused(403, "SECOND_PERSON_NEEDED");
        second.send("/v1/dunning/policies/scenario-policy/approval").expect(200);

        admin.eventually(
                "/v1/dunning/policies",
                answer -> answer.body().contains("scenario-policy")
                        && answer.body().contains("\"approved\":true"));
    }

    @Test
    void anAccountAtRiskIsTreatedByAPolicyThatTwoAgreedOn() {
        admin.send("/v1/plans", plan("scenario-loyal", 900)).expect(201);
        admin.send("/v1/plans", plan("scenario-dear", 3000)).expect(201);
        admin.send("/v1/plans/scenario-dear/prices", """
                        {"currency":"EUR","interval":"MONTH","amountMinor":3100,"billingMode":"IN_ARREARS"}""").expect(200);
        String policy = """
                {"policyVersion":"scenario-retention","effectiveFrom":"2020-01-01T00:00:00Z","terms":{
                 "thresholds":{"medium":0.25,"high":0.5,"critical":0.75},
                 "plays":[{"band":"CRITICAL","acts":["PLAN_OFFER"],"offerPlanId":"scenario-loyal","answerDays":14,
                           "pauseDays":30}],
                 "coolDownDays":90,"holdoutShare":0.1}}""";
        admin.send("/v1/retention/policies", policy.replace("0.1}}", "0.05}}")).refused(400, "INVALID_REQUEST");
        admin.send("/v1/retention/policies", policy.replace("\"medium\":0.25", "\"medium\":0.5"))
                .refused(422, "RETENTION_POLICY_INVALID");
        admin.send("/v1/retention/policies", policy.replace("scenario-loyal", "scenario-nothing"))
                .refused(404, "PLAN_NOT_FOUND");
        admin.send("/v1/retention/policies", policy).expect(201);
        admin.send("/v1/retention/policies/scenario-retention/approval").refused(403, "SECOND_PERSON_NEEDED");
        second.send("/v1/retention/policies/scenario-retention/approval").expect(200);
        admin.eventually("/v1/retention/policies", answer -> answer.body().contains("inEffectSince"));

        for (String id : List.of("scenario-keep", "scenario-leave")) {
            register(id);
            admin.send("/v1/accounts/" + id + "/subscriptions", """
                            {"subscriptionId":"%s-1","planId":"scenario-dear","currency":"EUR","interval":"MONTH",
                             "quantity":1,"start":"PAID"}""".formatted(id))
                    .expect(201);
            atRisk(id);
            Answer opened = admin.eventually(
                    "/v1/retention/cases/" + id + "/1",
                    answer -> answer.json().path("offers").size() == 1);
            assertThat(opened.text("/group")).isEqualTo("TREATED");
            assertThat(opened.text("/offers/0/planId")).isEqualTo("scenario-loyal");
            assertThat(opened.text("/reasons/0/feature")).isEqualTo("contract");
        }
        admin.send("/v1/retention/cases/scenario-keep/1/offers/2/acceptance").refused(404, "RETENTION_OFFER_NOT_FOUND");
        admin.send("/v1/retention/cases/scenario-keep/1/offers/1/acceptance").expect(200);
        admin.eventually(
                "/v1/subscriptions/scenario-keep-1",
                answer -> answer.text("/pendingPlanId").equals("scenario-loyal"));
        second.send("/v1/retention/cases/scenario-leave/1/offers/1/refusal").expect(200);
        second.send("/v1/retention/cases/scenario-leave/1/offers/1/acceptance").refused(409, "RETENTION_OFFER_ENDED");
        admin.eventually(
                "/v1/retention/cases/scenario-leave/1",
                answer -> answer.text("/offers/0/status").equals("DECLINED"));
        assertThat(items(admin.get("/v1/retention/cases?group=TREATED&limit=100"))
                        .map(item -> item.path("accountId").asString()))
                .contains("scenario-keep", "scenario-leave");
        admin.get("/v1/retention/effect").expect(200);
    }

    /** As the scores report it; what they say by themselves is RetentionIT's. */
    private static void atRisk(String id) {
        processes.send(new RecordChurnScore(
                new TenantId("demo"),
                new AccountId(id),
                0,
                ChurnBand.CRITICAL,
                0.8,
                List.of(new ChurnReason("contract", 0.6)),
                "scenario-model",
                "scenario-features",
                Instant.now(),
                List.of(new SubscriptionId(id + "-1")),
                "scenario-retention"));
    }

    @Test
    void whoMayNotIsTold() {
        auditor.send("/v1/accounts", account("scenario-denied", "IMPORT")).refused(403, "PERMISSION_DENIED");

        admin.get("/v1/accounts/scenario-denied").expect(404);
    }

    @Test
    void manyCommandsComeInOneRequest() {
        Answer answered = admin.send(
                "/v1/batches",
                "{\"sequences\":[{\"requests\":[{\"path\":\"/v1/accounts\",\"idempotencyKey\":\"scenario-batched\",\"body\":"
                        + account("scenario-batched", "IMPORT") + "}]}]}");

        assertThat(answered.expect(200).text("/sequences/0/answers/0/body/accountId"))
                .isEqualTo("scenario-batched");
    }

    @Test
    void onboardingsAreWatched() {
        String shown = admin.watch(
                "/v1/onboarding/stream",
                () -> admin.send("/v1/accounts", account("scenario-watched", "SIGN_UP"))
                        .expect(201),
                "scenario-watched",
                "RUNNING");

        assertThat(shown).contains("RUNNING");
    }

    @Test
    void whoComesInIsMadeByCommands() {
        Speaker operator = conversation.as(operatorToken);
        operator.send("/v1/tenants", "{\"tenantId\":\"scenario-tenant\",\"name\":\"Northwind\"}")
                .expect(201);
        operator.send("/v1/tenants/scenario-tenant/suspension", "{\"reason\":\"OWN_REQUEST\"}")
                .expect(200);
        operator.send("/v1/tenants/scenario-tenant/resumption").expect(200);
        operator.send("/v1/tenants/scenario-tenant/closure").expect(200);

        strong.send("/v1/users", "{\"userId\":\"scenario-user\",\"email\":\"kim@example.com\",\"roles\":[\"SUPPORT\"]}")
                .expect(201);
        strong.send("/v1/users/scenario-user/role-grants", "{\"role\":\"FINANCE\"}")
                .expect(200);
        strong.send("/v1/users/scenario-user/role-revocations", "{\"role\":\"SUPPORT\"}")
                .expect(200);
        strong.send(
                        "/v1/api-clients",
                        "{\"apiClientId\":\"scenario-client\",\"name\":\"Sync\",\"roles\":[\"FINANCE\"],\"userId\":\"scenario-user\"}")
                .expect(201);
        strong.send("/v1/api-clients/scenario-client/secret-rotation").expect(200);
        strong.send("/v1/api-clients/scenario-client/revocation").expect(200);
        strong.send("/v1/users/scenario-user/disabling").expect(200);
        strong.send("/v1/users/scenario-user/erasure").expect(200);

        strong.send("/v1/admin/signing-keys/rotation").expect(202);
        strong.send("/v1/admin/tenant-keys/rotation").expect(202);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyOperationOfTheDocumentHasAnswered() {
        // AdministrationIT has an event to give up; here every event is handled.
        assertThat(conversation.unheard())
                .filteredOn(operation -> !operation.operationId().equals("discardDeadLetter"))
                .isEmpty();
    }
}
