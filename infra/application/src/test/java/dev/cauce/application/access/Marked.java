package dev.cauce.application.access;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.Processes;
import dev.cauce.application.RunningApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.DraftInvoice;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.invoice.RecordInvoicePayment;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.RequestPayment;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.rest.contract.Contract;
import dev.cauce.rest.contract.Operation;
import dev.cauce.testsupport.SampleMessages;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** A tenant in which the document's examples were carried out, and what of them is personal. */
record Marked(Whole whole, String[] markers) {

    static final String TENANT = "matrix-marked";

    private static final List<String> IN_ORDER = List.of(
            "definePlan",
            "registerAccount",
            "startSubscription",
            "addPaymentMethod",
            "proposeDunningPolicy",
            "draftCampaign",
            "addVariant",
            "launchCampaign",
            "assignVariant",
            "openTicket",
            "registerUser",
            "registerApiClient",
            "registerWebhookEndpoint");
    private static final int SHORTEST = 6;

    static Marked fill(Whole whole, RouteRequests requests) {
        String admin = token(whole, TENANT, Role.ADMIN, true);
        Set<String> personal = personalFields();
        Set<String> markers = new TreeSet<>();
        Contract contract = Contract.load();
        String position = "0";
        for (String id : IN_ORDER) {
            Operation operation = contract.operations().stream()
                    .filter(candidate -> candidate.operationId().equals(id))
                    .findFirst()
                    .orElseThrow();
            HttpResponse<String> answer = requests.send(operation, admin);
            assertThat(answer.statusCode()).as("%s: %s", id, answer.body()).isBetween(200, 299);
            position = answer.headers().firstValue("Cauce-Position").orElse(position);
            RunningApplication.JSON
                    .readTree(requests.body(operation))
                    .properties()
                    .forEach(field -> {
                        if (personal.contains(field.getKey())) {
                            texts(field.getValue(), markers);
                        }
                    });
        }
        invoice(whole);
        // Payments are asked for by processes alone.
        new Processes(whole.http())
                .send(new RequestPayment(
                        new TenantId(TENANT),
                        new PaymentId("acme-1-2026-03"),
                        new InvoiceId("acme-1-2026-04"),
                        new AccountId("acme"),
                        new SubscriptionId("acme-1"),
                        "EUR",
                        4_900));
        Marked marked = new Marked(whole, markers.toArray(String[]::new));
        assertThat(markers).hasSizeGreaterThan(3);
        marked.awaitViews(admin, position);
        return marked;
    }

    /** The invoice of the examples; only a process drafts one. */
    private static void invoice(Whole whole) {
        DraftInvoice draft = new DraftInvoice(
                new TenantId(TENANT),
                new InvoiceId("acme-1-2026-04"),
                new AccountId("acme"),
                new SubscriptionId("acme-1"),
                ChargeReason.RENEWAL,
                "EUR",
                List.of(new InvoiceLine(
                        "period",
                        InvoiceLineKind.PERIOD,
                        new PlanId("growth"),
                        1,
                        4900,
                        Instant.parse("2026-04-16T09:15:00Z"),
                        Instant.parse("2026-05-16T09:15:00Z"),
                        4900)));
        // Paid with more than it asks for: so the account has a credit, and nobody need ask whether there is an
        // account.
        RecordInvoicePayment paid = new RecordInvoicePayment(
                draft.tenantId(), draft.invoiceId(), new PaymentId("acme-1-2026-04-1"), 1_000_000);
        for (Command command : List.of(draft, paid)) {
            assertThat(Buses.of(whole.http())
                            .send(
                                    command,
                                    Map.of(
                                            MetadataKey.TENANT_ID,
                                            TENANT,
                                            MetadataKey.ACTOR,
                                            "billing@cauce",
                                            MetadataKey.ROLES,
                                            Role.PROCESS.name())))
                    .isNull();
        }
    }

    /** Names of the components that some command marks as personal. */
    private static Set<String> personalFields() {
        try {
            Set<String> names = new TreeSet<>();
            for (Class<? extends Command> type : SampleMessages.types(Command.class)) {
                for (RecordComponent component : type.getRecordComponents()) {
                    if (component.isAnnotationPresent(PersonalData.class)) {
                        names.add(component.getName());
                    }
                }
            }
            return names;
        } catch (IOException | ReflectiveOperationException cause) {
            throw new AssertionError(cause);
        }
    }

    private static void texts(JsonNode value, Collection<String> into) {
        if (value.isString() && value.asString().length() >= SHORTEST) {
            into.add(value.asString());
        }
        value.forEach(child -> texts(child, into));
    }

    /** Each view has what was written; the welcome mail, which a process sends, comes when it comes. */
    private void awaitViews(String admin, String position) {
        for (String path : List.of(
                "/v1/accounts/acme",
                "/v1/plans/growth",
                "/v1/subscriptions/acme-1",
                "/v1/campaigns/spring-sale",
                "/v1/campaigns/spring-sale/results",
                "/v1/webhook-endpoints/crm",
                "/v1/tickets/t-1042")) {
            HttpResponse<String> answer = whole.http()
                    .send(whole.http()
                            .request(path)
                            .header("Authorization", "Bearer " + admin)
                            .header("Cauce-Position", position)
                            .build());
            assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        }
        await("/v1/invoices/acme-1-2026-04", admin, body -> body.contains("PAID"));
        await("/v1/payments/acme-1-2026-03", admin, body -> body.contains("SUCCEEDED"));
        await("/v1/accounts/acme/onboarding", admin, body -> body.contains("acme"));
        await("/v1/dev/outbox", admin, body -> body.contains("@"));
    }

    private void await(String path, String token, java.util.function.Predicate<String> wanted) {
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        HttpResponse<String> answer = whole.http().get(path, token);
        while (answer.statusCode() != 200 || !wanted.test(answer.body())) {
            assertThat(Instant.now()).as("%s: %s", path, answer.body()).isBefore(until);
            LockSupport.parkNanos(50_000_000);
            answer = whole.http().get(path, token);
        }
    }

    /** What of personal data the actor's subject has read, as the audit tells it. */
    List<String> readsBy(String subject) {
        String auditor = token(whole, TENANT, Role.AUDITOR, false, "the-auditor");
        List<String> reads = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(whole.http()
                    .get("/v1/audit/events?source=ACCESS&type=PersonalDataRead&limit=100" + cursor, auditor));
            page.path("items").forEach(entry -> {
                if (entry.path("actor").asString().startsWith(subject + "@")) {
                    reads.add(entry.path("payload").path("what").asString());
                }
            });
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return reads;
    }

    /** Whether the operation is about something of a tenant that its path names. */
    static boolean isAboutAnId(Operation operation) {
        return operation.path().contains("{")
                && !Routes.OF_THE_INSTALLATION.contains(operation.operationId())
                && Routes.PERMISSIONS.get(operation.operationId()) != Permission.TENANT_WRITE;
    }

    String token(Role role, boolean strong) {
        return token(whole, TENANT, role, strong);
    }

    static String token(Whole whole, String tenant, Role role, boolean strong) {
        return token(whole, tenant, role, strong, "s-matrix");
    }

    static String token(Whole whole, String tenant, Role role, boolean strong, String subject) {
        return whole.forge().token(claims -> {
            claims.subject(subject)
                    .claim("tenant", tenant)
                    .claim("roles", List.of(role.name().toLowerCase(Locale.ROOT)));
            return strong ? claims.claim("acr", "urn:cauce:strong").claim("auth_time", now()) : claims;
        });
    }

    static String customer(Whole whole, String account) {
        return whole.forge()
                .token(claims -> claims.subject("customer-of-" + account)
                        .claim("tenant", TENANT)
                        .claim("roles", List.of("customer"))
                        .claim("accounts", List.of(account)));
    }

    private static long now() {
        return new Date().getTime() / 1000;
    }
}
