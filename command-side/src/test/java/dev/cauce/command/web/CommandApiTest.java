package dev.cauce.command.web;

import static dev.cauce.command.Fixtures.FINGERPRINTS;
import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.command.web.CommandApi.Answered;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.account.RecordActivity;
import dev.cauce.contracts.account.RegisterAccount;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.DefinePlan;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.SetPlanPrice;
import dev.cauce.contracts.invoice.DraftInvoice;
import dev.cauce.contracts.invoice.FinaliseInvoice;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.invoice.IssueCreditNote;
import dev.cauce.contracts.model.RequestChurnTraining;
import dev.cauce.contracts.recipient.RecipientId;
import dev.cauce.contracts.recipient.RecordConversion;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChangeSubscription;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.CreateSubscription;
import dev.cauce.contracts.subscription.PauseSubscription;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.ReactivateSubscription;
import dev.cauce.contracts.subscription.ResumeSubscription;
import dev.cauce.contracts.subscription.RevokeCancellation;
import dev.cauce.contracts.subscription.RevokeScheduledChange;
import dev.cauce.contracts.subscription.ScheduleCancellation;
import dev.cauce.contracts.subscription.StartSubscription;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.ticket.OpenTicket;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.personaldata.EmailVerification;
import dev.cauce.platform.personaldata.ErasureCertificate;
import dev.cauce.platform.rejection.Rejected;
import jakarta.servlet.ServletException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From HTTP to events and back: each route sends its command, and answers as the contract says. */
class CommandApiTest {

    private static final String ACCOUNT = """
        {"accountId":"acc-1","companyName":"Engines","contactName":"Ada","email":"ada@example.invalid",
         "timeZone":"Europe/Madrid","country":"ES","origin":"SIGN_UP","attributes":{"seats":"7"}}\
        """;
    private static final String PLAN = """
        {"planId":"pro","name":"Pro","trialDays":14,
         "prices":[{"currency":"EUR","interval":"MONTH","amountMinor":9900}]}\
        """;

    private final CommandApi api = new CommandApi();
    private int requests;

    @BeforeEach
    void anAccountAndTwoPlans() throws Exception {
        post("/v1/accounts", ACCOUNT);
        post("/v1/plans", PLAN);
        post("/v1/plans", PLAN.replace("\"pro\"", "\"team\""));
        api.sent().clear();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Answered post(String path, String body) throws Exception {
        return api.post(path, "key-" + requests++, body);
    }

    private Answered post(String path) throws Exception {
        return post(path, "");
    }

    private static JsonNode json(String text) {
        return CauceJson.mapper().readTree(text);
    }

    private void answers(Answered answered, int status, String body) {
        assertThat(answered).isEqualTo(new Answered(status, null, json(body)));
    }

    private void creates(Answered answered, String location, String body) {
        assertThat(answered).isEqualTo(new Answered(201, location, json(body)));
    }

    private void rejects(ErrorCode code, String path, String body) {
        assertThatThrownBy(() -> post(path, body))
                .rootCause()
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    @Nested
    class OfAccounts {

        @Test
        void registers() throws Exception {
            creates(
                    post("/v1/accounts", ACCOUNT.replace("acc-1", "acc-2").replace("ada@", "grace@")),
                    "/v1/accounts/acc-2",
                    "{\"accountId\":\"acc-2\",\"status\":\"ACTIVE\"}");
            assertThat(api.sent())
                    .containsExactly(new RegisterAccount(
                            TENANT,
                            new AccountId("acc-2"),
                            "Engines",
                            "Ada",
                            "grace@example.invalid",
                            "Europe/Madrid",
                            "ES",
                            Origin.SIGN_UP,
                            null,
                            Attributes.of(Map.of("seats", "7"))));
        }

        @Test
        void givesTheSameRequestTheSameIdAndAnswer() throws Exception {
            String withoutId = """
                {"companyName":"Looms","email":"joan@example.invalid","origin":"IMPORT",
                 "customerSince":"2025-01-31T00:00:00Z"}\
                """;

            Answered first = api.post("/v1/accounts", "one-key", withoutId);
            Answered second = api.post("/v1/accounts", "one-key", withoutId);

            assertThat(first.status()).isEqualTo(201);
            assertThat(first.location()).matches("/v1/accounts/[0-9a-f-]{36}");
            assertThat(second).isEqualTo(first);
        }

        @Test
        void rejectsAnAddressThatIsTaken() {
            rejects(ErrorCode.EMAIL_TAKEN, "/v1/accounts", ACCOUNT.replace("acc-1", "acc-2"));
        }

        @Test
        void givesAnAddressToOneOfManyWhoAskAtOnce() throws Exception {
            int askers = 16;
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> asked = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < askers; i++) {
                    String body = ACCOUNT.replace("acc-1", "asker-" + i).replace("ada@", "one@");
                    String key = "asker-" + i;
                    asked.add(threads.submit(() -> {
                        start.await();
                        return isRegistered(key, body);
                    }));
                }
                start.countDown();
            }

            int registered = 0;
            for (Future<Boolean> one : asked) {
                registered += one.get() ? 1 : 0;
            }
            assertThat(registered).isEqualTo(1);
        }

        private boolean isRegistered(String key, String body) throws Exception {
            try {
                return api.post("/v1/accounts", key, body).status() == 201;
            } catch (ServletException failed) {
                assertThat(failed)
                        .rootCause()
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.EMAIL_TAKEN));
                return false;
            }
        }

        @Test
        void rejectsACardNumber() {
            rejects(
                    ErrorCode.CARD_NUMBER_REFUSED,
                    "/v1/accounts",
                    ACCOUNT.replace("acc-1", "acc-2").replace("\"7\"", "\"4111 1111 1111 1111\""));
        }

        @Test
        void verifiesTheAddress() throws Exception {
            String token = EmailVerification.token(
                    FINGERPRINTS,
                    TENANT,
                    new AccountId("acc-1"),
                    FINGERPRINTS.of(TENANT, "email", "ada@example.invalid"));

            answers(
                    post("/v1/accounts/acc-1/email-verification", "{\"token\":\"" + token + "\"}"),
                    200,
                    "{\"accountId\":\"acc-1\",\"status\":\"ACTIVE\"}");
        }

        @Test
        void completesAStep() throws Exception {
            answers(
                    post("/v1/accounts/acc-1/onboarding-steps", "{\"step\":\"TEAM\"}"),
                    200,
                    "{\"accountId\":\"acc-1\",\"status\":\"ACTIVE\"}");
        }

        @Test
        void recordsActivity() throws Exception {
            answers(
                    post(
                            "/v1/accounts/acc-1/activities",
                            "{\"kind\":\"login\",\"count\":3,\"occurredAt\":\"2026-03-15T10:00:00Z\"}"),
                    200,
                    "{\"accountId\":\"acc-1\",\"status\":\"ACTIVE\"}");
            assertThat(api.sent()).containsExactly(new RecordActivity(TENANT, new AccountId("acc-1"), "login", 3, NOW));
        }

        @Test
        void suspendsReactivatesAndCloses() throws Exception {
            answers(
                    post("/v1/accounts/acc-1/suspension", "{\"reason\":\"UNPAID\"}"),
                    200,
                    "{\"accountId\":\"acc-1\",\"status\":\"SUSPENDED\"}");
            answers(post("/v1/accounts/acc-1/reactivation"), 200, "{\"accountId\":\"acc-1\",\"status\":\"ACTIVE\"}");
            answers(
                    post("/v1/accounts/acc-1/closure", "{\"reason\":\"MOVED\"}"),
                    200,
                    "{\"accountId\":\"acc-1\",\"status\":\"CLOSED\"}");
        }

        @Test
        void erasesWithACertificate() throws Exception {
            Answered erased = post("/v1/accounts/acc-1/erasure");

            assertThat(erased.status()).isEqualTo(200);
            assertThat(erased.body().path("certificateId").asString())
                    .isEqualTo(ErasureCertificate.idFor(TENANT, "acc-1"));
            assertThat(Instant.parse(erased.body().path("erasedAt").asString())).isNotNull();
        }

        @Test
        void knowsNoAccountThatWasNeverRegistered() {
            rejects(ErrorCode.ACCOUNT_NOT_FOUND, "/v1/accounts/acc-9/reactivation", "");
        }
    }

    @Nested
    class OfTheCatalogue {

        @Test
        void definesAPlan() throws Exception {
            creates(post("/v1/plans", PLAN.replace("\"pro\"", "\"max\"")), "/v1/plans/max", "{\"planId\":\"max\"}");
            assertThat(api.sent())
                    .containsExactly(new DefinePlan(
                            TENANT,
                            new PlanId("max"),
                            "Pro",
                            List.of(new PlanPrice("EUR", BillingInterval.MONTH, 9_900)),
                            14));
        }

        @Test
        void retiresAPlan() throws Exception {
            answers(post("/v1/plans/pro/retirement"), 200, "{\"planId\":\"pro\"}");
        }
    }

    @Nested
    class OfSubscriptions {

        private static final String TRIAL = """
            {"subscriptionId":"sub-1","planId":"pro","currency":"EUR","interval":"MONTH","start":"TRIAL"}\
            """;

        @Test
        void startsATrial() throws Exception {
            creates(
                    post("/v1/accounts/acc-1/subscriptions", TRIAL),
                    "/v1/subscriptions/sub-1",
                    "{\"status\":\"TRIALING\",\"subscriptionId\":\"sub-1\"}");
            assertThat(api.sent())
                    .containsExactly(new CreateSubscription(
                            TENANT,
                            new SubscriptionId("sub-1"),
                            new AccountId("acc-1"),
                            new PlanId("pro"),
                            "EUR",
                            BillingInterval.MONTH,
                            1,
                            true));
        }

        @Test
        void startsOneThatWaitsForItsFirstPayment() throws Exception {
            creates(
                    post("/v1/accounts/acc-1/subscriptions", TRIAL.replace("\"TRIAL\"", "\"PAID\",\"quantity\":3")),
                    "/v1/subscriptions/sub-1",
                    "{\"status\":\"INCOMPLETE\",\"subscriptionId\":\"sub-1\"}");
            assertThat(api.sent())
                    .containsExactly(new CreateSubscription(
                            TENANT,
                            new SubscriptionId("sub-1"),
                            new AccountId("acc-1"),
                            new PlanId("pro"),
                            "EUR",
                            BillingInterval.MONTH,
                            3,
                            false));
        }

        @Test
        void rejectsAQuantityOfWhatIsBilledElsewhere() {
            rejects(
                    ErrorCode.INVALID_REQUEST,
                    "/v1/accounts/acc-1/subscriptions",
                    TRIAL.replace("\"TRIAL\"", "\"ACTIVE\",\"quantity\":3"));
        }

        @Test
        void startsOneThatIsActive() throws Exception {
            creates(
                    post("/v1/accounts/acc-1/subscriptions", """
                        {"subscriptionId":"sub-1","planId":"pro","currency":"USD","interval":"YEAR",
                         "start":"ACTIVE","amountMinor":5,"startedAt":"2026-03-15T10:00:00Z"}\
                        """),
                    "/v1/subscriptions/sub-1",
                    "{\"status\":\"ACTIVE\",\"subscriptionId\":\"sub-1\"}");
            assertThat(api.sent())
                    .containsExactly(new StartSubscription(
                            TENANT,
                            new SubscriptionId("sub-1"),
                            new AccountId("acc-1"),
                            new PlanId("pro"),
                            "USD",
                            BillingInterval.YEAR,
                            5L,
                            NOW));
        }

        @Test
        void rejectsATrialWithAPriceOfItsOwn() {
            rejects(
                    ErrorCode.INVALID_REQUEST,
                    "/v1/accounts/acc-1/subscriptions",
                    TRIAL.replace("\"start\"", "\"amountMinor\":5,\"start\""));
        }

        @Test
        void renewsChangesAndCancelsWhatIsBilledElsewhere() throws Exception {
            post("/v1/accounts/acc-1/subscriptions", TRIAL.replace("TRIAL", "ACTIVE"));
            String active = "{\"status\":\"ACTIVE\",\"subscriptionId\":\"sub-1\"}";

            answers(post("/v1/subscriptions/sub-1/renewal"), 200, active);
            answers(post("/v1/subscriptions/sub-1/plan-change", "{\"planId\":\"team\"}"), 200, active);
            answers(
                    post("/v1/subscriptions/sub-1/cancellation", "{\"reason\":\"PRICE\"}"),
                    200,
                    "{\"status\":\"CANCELLED\",\"subscriptionId\":\"sub-1\"}");
            assertThat(api.sent())
                    .last()
                    .isEqualTo(new CancelSubscription(
                            TENANT, new SubscriptionId("sub-1"), CancellationReason.PRICE, null));
        }

        @Test
        void activatesATrialOnceItIsPaid() throws Exception {
            post("/v1/accounts/acc-1/subscriptions", TRIAL);

            answers(
                    post("/v1/subscriptions/sub-1/activation"),
                    200,
                    "{\"status\":\"INCOMPLETE\",\"subscriptionId\":\"sub-1\"}");
        }

        @Test
        void changesSchedulesPausesAndTakesUpAgainWhatIsBilledHere() throws Exception {
            post(
                    "/v1/plans/pro/prices",
                    "{\"currency\":\"EUR\",\"interval\":\"MONTH\",\"amountMinor\":3100,\"billingMode\":\"IN_ARREARS\"}");
            post("/v1/accounts/acc-1/subscriptions", TRIAL.replace("TRIAL", "PAID"));
            String path = "/v1/subscriptions/sub-1/";
            String active = "{\"status\":\"ACTIVE\",\"subscriptionId\":\"sub-1\"}";
            String paused = "{\"status\":\"PAUSED\",\"subscriptionId\":\"sub-1\"}";

            answers(post(path + "change", "{\"quantity\":2,\"proration\":\"NONE\"}"), 200, active);
            answers(post(path + "change", "{\"quantity\":1,\"proration\":\"NONE\"}"), 200, active);
            answers(post(path + "change-revocation"), 200, active);
            answers(post(path + "scheduled-cancellation", "{\"reason\":\"PRICE\"}"), 200, active);
            answers(post(path + "cancellation-revocation"), 200, active);
            answers(post(path + "pause", "{\"resumeAt\":\"2099-01-01T00:00:00Z\"}"), 200, paused);
            answers(post(path + "resumption"), 200, active);
            post(path + "cancellation", "{\"reason\":\"PRICE\"}");
            answers(post(path + "reactivation"), 200, active);

            assertThat(api.sent())
                    .filteredOn(command -> !(command instanceof SetPlanPrice))
                    .containsSubsequence(
                            new ChangeSubscription(
                                    TENANT, new SubscriptionId("sub-1"), null, null, 2L, ProrationMode.NONE, null),
                            new RevokeScheduledChange(TENANT, new SubscriptionId("sub-1")),
                            new ScheduleCancellation(TENANT, new SubscriptionId("sub-1"), CancellationReason.PRICE),
                            new RevokeCancellation(TENANT, new SubscriptionId("sub-1")),
                            new PauseSubscription(
                                    TENANT, new SubscriptionId("sub-1"), Instant.parse("2099-01-01T00:00:00Z")),
                            new ResumeSubscription(TENANT, new SubscriptionId("sub-1")),
                            new ReactivateSubscription(TENANT, new SubscriptionId("sub-1")));
        }

        @Test
        void showsAChangeToTheCent() throws Exception {
            post("/v1/accounts/acc-1/subscriptions", TRIAL);

            Answered shown = post(
                    "/v1/subscriptions/sub-1/change-preview",
                    "{\"planId\":\"team\",\"quantity\":2,\"proration\":\"INVOICE_NOW\"}");

            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.body().path("currentTotalMinor").asLong()).isZero();
            assertThat(shown.body().path("next").get(0).path("planId").asString())
                    .isEqualTo("team");
            assertThat(shown.body().path("next").get(0).path("quantity").asLong())
                    .isEqualTo(2);
            assertThat(shown.body().path("nextTotalMinor").asLong())
                    .isEqualTo(
                            shown.body().path("next").get(0).path("amountMinor").asLong())
                    .isPositive();
            assertThat(shown.body().path("effectiveAt").asString()).isEqualTo(NOW.toString());
        }
    }

    @Nested
    class OfCampaigns {

        @BeforeEach
        void draft() throws Exception {
            creates(
                    post("/v1/campaigns", """
                        {"campaignId":"spring","accountId":"acc-1","name":"Spring","channel":"EMAIL"}\
                        """),
                    "/v1/campaigns/spring",
                    "{\"campaignId\":\"spring\",\"status\":\"DRAFT\"}");
            answers(
                    post("/v1/campaigns/spring/variants", "{\"variantId\":\"a\",\"name\":\"A\",\"weight\":1}"),
                    201,
                    "{\"campaignId\":\"spring\",\"variantId\":\"a\"}");
            answers(post("/v1/campaigns/spring/launch"), 200, "{\"campaignId\":\"spring\",\"status\":\"RUNNING\"}");
        }

        @Test
        void pausesResumesAndCompletes() throws Exception {
            answers(post("/v1/campaigns/spring/pause"), 200, "{\"campaignId\":\"spring\",\"status\":\"PAUSED\"}");
            answers(post("/v1/campaigns/spring/resumption"), 200, "{\"campaignId\":\"spring\",\"status\":\"RUNNING\"}");
            answers(
                    post("/v1/campaigns/spring/completion"),
                    200,
                    "{\"campaignId\":\"spring\",\"status\":\"COMPLETED\"}");
        }

        @Test
        void assignsAndConverts() throws Exception {
            answers(
                    post("/v1/campaigns/spring/assignments", "{\"recipientId\":\"r-1\"}"),
                    201,
                    "{\"campaignId\":\"spring\",\"policyVersion\":\"fixed-split/1\",\"propensity\":1.0,"
                            + "\"recipientId\":\"r-1\",\"variantId\":\"a\"}");
            answers(
                    post(
                            "/v1/campaigns/spring/conversions",
                            "{\"recipientId\":\"r-1\",\"value\":{\"currency\":\"EUR\",\"amountMinor\":42}}"),
                    201,
                    "{\"campaignId\":\"spring\",\"recipientId\":\"r-1\",\"variantId\":\"a\"}");
            assertThat(api.sent())
                    .last()
                    .isEqualTo(
                            new RecordConversion(TENANT, new RecipientId("r-1"), new CampaignId("spring"), 42L, "EUR"));
        }
    }

    @Nested
    class OfTickets {

        @BeforeEach
        void open() throws Exception {
            creates(post("/v1/tickets", """
                {"ticketId":"t-1","subject":"Export","body":"Fails","channel":"WEB"}\
                """), "/v1/tickets/t-1", "{\"status\":\"OPEN\",\"ticketId\":\"t-1\"}");
            assertThat(api.sent())
                    .containsExactly(new OpenTicket(
                            TENANT, new TicketId("t-1"), null, "Export", "Fails", Priority.NORMAL, TicketChannel.WEB));
        }

        @Test
        void goesThroughItsLife() throws Exception {
            String open = "{\"status\":\"OPEN\",\"ticketId\":\"t-1\"}";
            String resolved = "{\"status\":\"RESOLVED\",\"ticketId\":\"t-1\"}";

            answers(post("/v1/tickets/t-1/assignment", "{\"assignee\":\"agent-1\"}"), 200, open);
            answers(
                    post("/v1/tickets/t-1/replies", "{\"author\":\"AGENT\",\"body\":\"Which?\"}"),
                    201,
                    "{\"status\":\"PENDING\",\"ticketId\":\"t-1\"}");
            answers(post("/v1/tickets/t-1/resolution"), 200, resolved);
            answers(post("/v1/tickets/t-1/reopening"), 200, open);
            answers(post("/v1/tickets/t-1/resolution"), 200, resolved);
            answers(post("/v1/tickets/t-1/rating", "{\"score\":4,\"comment\":\"Fine\"}"), 200, resolved);
            answers(post("/v1/tickets/t-1/closure"), 200, "{\"status\":\"CLOSED\",\"ticketId\":\"t-1\"}");
        }
    }

    @Nested
    class OfInvoices {

        @BeforeEach
        void draft() throws Exception {
            answers(
                    post(
                            "/v1/invoicing-terms",
                            "{\"timeZone\":\"Europe/Madrid\",\"dueDays\":30,"
                                    + "\"taxRates\":[{\"country\":\"ES\",\"ratePpm\":210000}]}"),
                    200,
                    "{\"tenantId\":\"acme\"}");
            api.process(new DraftInvoice(
                    TENANT,
                    new InvoiceId("inv-1"),
                    new AccountId("acc-1"),
                    new SubscriptionId("sub-1"),
                    ChargeReason.RENEWAL,
                    "EUR",
                    List.of(new InvoiceLine(
                            "l-1",
                            InvoiceLineKind.PERIOD,
                            new PlanId("pro"),
                            1,
                            10_000,
                            NOW,
                            NOW.plusSeconds(60),
                            10_000))));
            api.process(new FinaliseInvoice(TENANT, new InvoiceId("inv-1")));
        }

        @Test
        void voids() throws Exception {
            answers(
                    post("/v1/invoices/inv-1/voiding", "{\"code\":\"BILLED_TWICE\"}"),
                    200,
                    "{\"invoiceId\":\"inv-1\",\"status\":\"VOID\"}");
            rejects(ErrorCode.INVOICE_IS_VOID, "/v1/invoices/inv-1/write-off", "{\"code\":\"GONE\"}");
        }

        @Test
        void writesOff() throws Exception {
            answers(
                    post("/v1/invoices/inv-1/write-off", "{\"code\":\"GONE\"}"),
                    200,
                    "{\"invoiceId\":\"inv-1\",\"status\":\"UNCOLLECTIBLE\"}");
        }

        @Test
        void creditsALineWithItsTax() throws Exception {
            creates(
                    post("/v1/invoices/inv-1/credit-notes", """
                        {"creditNoteId":"cn-1","kind":"OFFSET","currency":"EUR","code":"OUTAGE",
                         "lines":[{"lineId":"l-1","amountMinor":10000}]}\
                        """),
                    "/v1/invoices/inv-1",
                    "{\"creditNoteId\":\"cn-1\",\"invoiceId\":\"inv-1\"}");
            assertThat(api.sent()).last().isInstanceOf(IssueCreditNote.class);
            // 100.00 and 21 % of it: nothing is left to void.
            rejects(ErrorCode.INVOICE_IS_PAID, "/v1/invoices/inv-1/voiding", "{\"code\":\"BILLED_TWICE\"}");
        }

        @Test
        void rejectsACardNumberInTheNameOfALine() {
            rejects(ErrorCode.CARD_NUMBER_REFUSED, "/v1/invoices/inv-1/credit-notes", """
                {"kind":"OFFSET","currency":"EUR","code":"OUTAGE",
                 "lines":[{"lineId":"4111 1111 1111 1111","amountMinor":1}]}\
                """);
        }

        @Test
        void knowsNoInvoiceThatWasNeverDrafted() {
            rejects(ErrorCode.INVOICE_NOT_FOUND, "/v1/invoices/inv-9/voiding", "{\"code\":\"BILLED_TWICE\"}");
        }
    }

    @Nested
    class OfModels {

        @Test
        void asksForATraining() throws Exception {
            answers(post("/v1/models/churn/training", "{\"trainingId\":\"run-1\"}"), 202, "{\"trainingId\":\"run-1\"}");
            assertThat(api.sent()).containsExactly(new RequestChurnTraining(TENANT, "run-1", null, 30));
        }
    }
}
