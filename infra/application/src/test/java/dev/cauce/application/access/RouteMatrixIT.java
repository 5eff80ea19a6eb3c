package dev.cauce.application.access;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RawHttp;
import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.rest.contract.Contract;
import dev.cauce.rest.contract.Operation;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Every route there is, taken by every kind of caller. The requests are those of the document's own examples, which one
 * tenant has carried out before, so that there is something to be seen.
 */
@ExtendWith(WholeApplication.class)
class RouteMatrixIT {

    private static final Contract CONTRACT = Contract.load();
    private static final List<String> CLAIMED_BY_HEADER =
            List.of("X-Tenant-Id", "X-Tenant", "tenantId", "tenant", "X-Forwarded-User", "X-User", "X-Roles");

    private static Whole whole;
    private static RouteRequests requests;
    private static Marked marked;

    @BeforeAll
    static void fill(Whole running) {
        whole = running;
        requests = new RouteRequests(running.http());
        marked = Marked.fill(running, requests);
    }

    private static Stream<DynamicTest> each(Predicate<Operation> which, Check check) {
        return CONTRACT.operations().stream()
                .filter(which)
                .map(operation -> DynamicTest.dynamicTest(operation.operationId(), () -> check.on(operation)));
    }

    @Test
    void everyRouteIsListed() {
        Set<String> documented = CONTRACT.operations().stream()
                .map(Operation::operationId)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(new TreeSet<>(Routes.PERMISSIONS.keySet()));
        assertThat(documented)
                .containsAll(Routes.OF_CUSTOMERS)
                .containsAll(Routes.READ_PERSONAL_DATA)
                .containsAll(Routes.OF_THE_INSTALLATION);

        Set<String> known = new TreeSet<>(Routes.PUBLIC);
        known.addAll(Routes.OTHER);
        CONTRACT.operations().forEach(operation -> known.add(operation.method() + " " + operation.path()));
        MappedRoutes mapped = MappedRoutes.of(whole.http());
        assertThat(mapped.routes()).isSubsetOf(known).hasSizeGreaterThan(50);
        assertThat(mapped.functions()).isSubsetOf(Routes.FUNCTIONS).isNotEmpty();
        assertThat(mapped.routes())
                .containsAll(CONTRACT.operations().stream()
                        .filter(operation -> !mapped.functions().contains(operation.path()))
                        .map(operation -> operation.method() + " " + operation.path())
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> nobodyComesInWithoutAToken() {
        return each(every -> true, operation -> {
            HttpResponse<String> answer = requests.send(operation, null);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(code(answer)).isEqualTo("UNAUTHENTICATED");
        });
    }

    @TestFactory
    Stream<DynamicTest> nobodyComesInWithAForgedToken() {
        Map<String, String> forged = ForgedTokens.all(whole.forge(), Marked.TENANT);
        return each(
                every -> true,
                operation -> forged.forEach((how, token) -> {
                    HttpResponse<String> answer = requests.send(operation, token);
                    assertThat(answer.statusCode()).as(how).isEqualTo(401);
                    assertThat(code(answer)).as(how).isIn("INVALID_TOKEN", "TOKEN_EXPIRED");
                }));
    }

    @TestFactory
    Stream<DynamicTest> isRefusedToEveryRoleWithoutThePermission() {
        return each(every -> true, operation -> {
            Permission permission = Routes.PERMISSIONS.get(operation.operationId());
            for (Role role : Role.values()) {
                if (role != Role.PROCESS
                        && role != Role.CUSTOMER
                        && !role.permissions().contains(permission)) {
                    HttpResponse<String> answer = requests.send(operation, marked.token(role, true));
                    assertThat(answer.statusCode())
                            .as("%s: %s", role, answer.body())
                            .isEqualTo(403);
                    assertThat(code(answer)).isEqualTo("PERMISSION_DENIED");
                }
            }
            // Nor to the role of our own processes, nor to one that is none.
            for (String role : List.of("process", "PROCESS", "root")) {
                assertThat(requests.send(operation, whole.other(Marked.TENANT, role, 600))
                                .statusCode())
                        .as(role)
                        .isEqualTo(403);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> isOpenToEveryRoleWithThePermission() {
        // In a tenant of its own: what is carried out here would be in the way of the other tests.
        return each(every -> true, operation -> {
            Permission permission = Routes.PERMISSIONS.get(operation.operationId());
            for (Role role : Role.values()) {
                if (role != Role.PROCESS
                        && role != Role.CUSTOMER
                        && role.permissions().contains(permission)) {
                    HttpResponse<String> answer =
                            requests.send(operation, Marked.token(whole, tenantFor(permission), role, true));
                    assertThat(answer.statusCode())
                            .as("%s: %s", role, answer.body())
                            .isNotIn(400, 401)
                            .isLessThan(500);
                    assertThat(code(answer)).as(role.name()).isNotEqualTo("PERMISSION_DENIED");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> wantsARecentStrongLoginWhereThePermissionDoes() {
        return each(operation -> Routes.PERMISSIONS.get(operation.operationId()).needsStrongLogin(), operation -> {
            HttpResponse<String> answer = requests.send(operation, marked.token(able(operation), false));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("insufficient_user_authentication");
        });
    }

    @TestFactory
    Stream<DynamicTest> isNotThereForAnotherTenantWhateverItsHeadersClaim() {
        String stranger = Marked.token(whole, "matrix-elsewhere", Role.ADMIN, true);
        return each(Marked::isAboutAnId, operation -> {
            for (HttpResponse<String> answer : List.of(
                    requests.send(operation, stranger),
                    requests.send(operation, stranger, CLAIMED_BY_HEADER, Marked.TENANT))) {
                if (Routes.SAY_NOTHING_OF_IT.contains(operation.operationId())) {
                    assertThat(answer.body()).doesNotContain("acme").doesNotContain(marked.markers());
                    assertThat(answer.statusCode()).isEqualTo(409);
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
                    assertThat(code(answer)).endsWith("NOT_FOUND");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> showsAnotherTenantNothing() {
        String stranger = Marked.token(whole, "matrix-elsewhere", Role.ADMIN, true);
        return each(
                operation -> operation.method().equals("GET"),
                operation -> assertThat(requests.send(operation, stranger, CLAIMED_BY_HEADER, Marked.TENANT)
                                .body())
                        .doesNotContain(marked.markers())
                        .doesNotContain(Marked.TENANT));
    }

    @TestFactory
    Stream<DynamicTest> showsItsOwnTenantWhatIsThere() {
        Set<String> withoutAny = Set.of("getChurnModel", "getAccountChurnRisk", "getDunningCase", "getRetentionCase");
        return each(
                operation -> operation.method().equals("GET") && !withoutAny.contains(operation.operationId()),
                operation -> {
                    HttpResponse<String> answer = requests.send(operation, marked.token(Role.ADMIN, true));
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                });
    }

    @TestFactory
    Stream<DynamicTest> tellsTheAuditOfEveryReadOfPersonalData() {
        return each(operation -> operation.method().equals("GET"), operation -> {
            String token = Marked.token(whole, Marked.TENANT, Role.ADMIN, true, "reader-" + operation.operationId());
            String body = requests.send(operation, token).body();

            boolean shown = Stream.of(marked.markers()).anyMatch(body::contains);
            assertThat(shown)
                    .as("shows personal data")
                    .isEqualTo(Routes.READ_PERSONAL_DATA.contains(operation.operationId()));
            assertThat(marked.readsBy("reader-" + operation.operationId()))
                    .as("entries of the audit")
                    .hasSize(shown ? 1 : 0);
        });
    }

    @TestFactory
    Stream<DynamicTest> aCustomerSeesItsOwnAccountAlone() {
        String own = Marked.customer(whole, "acme");
        String other = Marked.customer(whole, "beta");
        String unbound = whole.other(Marked.TENANT, "customer", 600);
        return each(every -> true, operation -> {
            RouteRequests asked = requests.asCustomer("acme");
            HttpResponse<String> mine = asked.send(operation, own);
            HttpResponse<String> others = asked.send(operation, other);
            HttpResponse<String> nobodys = asked.send(operation, unbound);
            if (!Routes.OF_CUSTOMERS.contains(operation.operationId())) {
                assertThat(List.of(mine.statusCode(), others.statusCode(), nobodys.statusCode()))
                        .as(mine.body())
                        .containsOnly(403);
                return;
            }
            assertThat(mine.statusCode())
                    .as(mine.body())
                    .isNotIn(400, 401, 403, 404)
                    .isLessThan(500);
            if (operation.path().startsWith("/v1/plans")) {
                assertThat(others.statusCode()).isEqualTo(200);
            } else {
                assertThat(others.statusCode()).as(others.body()).isEqualTo(404);
                assertThat(nobodys.statusCode()).as(nobodys.body()).isIn(403, 404);
                assertThat(others.body() + nobodys.body()).doesNotContain(marked.markers());
            }
        });
    }

    @Test
    void aCustomerCannotLookPastItsAccount() {
        String own = Marked.customer(whole, "acme");
        for (String path : List.of("/v1/tickets", "/v1/tickets?status=OPEN", "/v1/accounts", "/v1/audit/events")) {
            assertThat(whole.http().get(path, own).statusCode()).as(path).isEqualTo(403);
        }
        // What is there for others and what is not there at all look alike.
        HttpResponse<String> others = whole.http().get("/v1/tickets/t-1042", Marked.customer(whole, "beta"));
        HttpResponse<String> none = whole.http().get("/v1/tickets/t-none", Marked.customer(whole, "beta"));
        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(code(others)).isEqualTo(code(none));
    }

    @Test
    void publicRoutesHoldNobodysData() {
        for (String path : List.of("/", "/docs", "/v1/openapi.json", "/.well-known/oauth-authorization-server")) {
            HttpResponse<String> answer =
                    whole.http().send(whole.http().request(path).build());
            assertThat(answer.statusCode()).as(path).isIn(200, 302);
            assertThat(answer.body()).doesNotContain(Marked.TENANT);
        }
    }

    @Test
    void nothingElseIsThere() {
        for (String path : Routes.NOT_THERE) {
            for (String method : List.of("GET", "POST")) {
                RawHttp.Answer answer = RawHttp.send(
                        whole.http().port(),
                        method + " " + path
                                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                assertThat(answer.status()).as(method + " " + path).isIn(400, 401, 404);
            }
        }
    }

    @Test
    void theManagementPortShowsItsOperatorNoTenant() {
        for (String open : List.of("health", "info", "metrics", "prometheus")) {
            String body = management("GET", "/actuator/" + open, 200);
            assertThat(body).doesNotContain(marked.markers()).doesNotContain(Marked.TENANT);
        }
        for (String closed : List.of(
                "env", "beans", "heapdump", "threaddump", "loggers", "configprops", "mappings", "shutdown", "caches")) {
            for (String method : List.of("GET", "POST")) {
                RawHttp.Answer answer = RawHttp.send(
                        whole.http().managementPort(),
                        method + " /actuator/" + closed
                                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                assertThat(answer.status()).as(closed).isIn(401, 403, 404);
            }
        }
    }

    /** Tenants are the operator's, whoever has the permission. */
    private static String tenantFor(Permission permission) {
        return permission == Permission.TENANT_WRITE ? TenantId.OPERATOR.value() : "matrix-allowed";
    }

    private static Role able(Operation operation) {
        Permission permission = Routes.PERMISSIONS.get(operation.operationId());
        return Stream.of(Role.values())
                .filter(role -> role.permissions().contains(permission))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tenantsAreTheOperatorsThoughATenantsTokenHasTheRole() {
        HttpResponse<String> answer = whole.http()
                .command(
                        "/v1/tenants",
                        marked.token(Role.OPERATOR, true),
                        "register-as-a-tenant",
                        "{\"tenantId\":\"northwind\",\"name\":\"Mine\"}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("OPERATOR_ONLY");
    }

    private static String management(String method, String path, int status) {
        RawHttp.Answer answer = RawHttp.send(
                whole.http().managementPort(),
                method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).as(path.toLowerCase(Locale.ROOT)).isEqualTo(status);
        return answer.body();
    }

    private static String code(HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        JsonNode body =
                type.endsWith("problem+json") ? json(answer) : tools.jackson.databind.node.MissingNode.getInstance();
        return body.path("code").asString("");
    }

    @FunctionalInterface
    private interface Check {
        void on(Operation operation);
    }
}
