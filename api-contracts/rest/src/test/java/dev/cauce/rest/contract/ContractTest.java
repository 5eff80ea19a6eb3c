package dev.cauce.rest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** That the contract finds what is against it, so that its silence means something. */
class ContractTest {

    private static final String PROBLEM = "application/problem+json";

    private final Contract contract = Contract.load();
    private final Operation register =
            contract.operation("POST", "/v1/accounts").orElseThrow();
    private final Map<String, String> headers = Map.of("location", "/v1/accounts/acme", "cauce-position", "17");

    @Test
    void findsNothingInAnAnswerAsDocumented() {
        assertThat(contract.violations(
                        register,
                        201,
                        headers,
                        "application/json;charset=UTF-8",
                        "{\"accountId\":\"acme\",\"status\":\"ACTIVE\"}"))
                .isEmpty();
        assertThat(contract.violations(register, 503, Map.of("Retry-After", "2"), PROBLEM, """
                        {"type":"urn:x","title":"t","status":503,"code":"VIEW_BEHIND"}"""))
                .isEmpty();
    }

    @Test
    void prefersTheLiteralPath() {
        assertThat(contract.operation("GET", "/v1/accounts/stream"))
                .get()
                .extracting(Operation::operationId)
                .isEqualTo("streamAccounts");
        assertThat(contract.operation("GET", "/v1/accounts/acme"))
                .get()
                .extracting(Operation::operationId)
                .isEqualTo("getAccount");
        assertThat(contract.operation("DELETE", "/v1/accounts/acme")).isEmpty();
        assertThat(contract.operation("GET", "/v1/accounts/acme/secrets")).isEmpty();
    }

    @Test
    void findsAStatusThatIsNotDocumented() {
        assertThat(contract.violations(
                        register, 200, headers, "application/json", "{\"accountId\":\"acme\",\"status\":\"ACTIVE\"}"))
                .singleElement()
                .asString()
                .contains("200");
    }

    @Test
    void findsAnotherMediaType() {
        assertThat(contract.violations(register, 409, Map.of(), "application/json", "{}"))
                .singleElement()
                .asString()
                .contains("media type");
    }

    @Test
    void findsAMissingAndAMalformedHeader() {
        assertThat(contract.violations(
                        register,
                        201,
                        Map.of("Location", "/v1/accounts/acme"),
                        "application/json",
                        "{\"accountId\":\"acme\",\"status\":\"ACTIVE\"}"))
                .containsExactly("header Cauce-Position is missing");
        assertThat(contract.violations(
                        register,
                        201,
                        Map.of("Location", "/v1/accounts/acme", "Cauce-Position", "a b"),
                        "application/json",
                        "{\"accountId\":\"acme\",\"status\":\"ACTIVE\"}"))
                .singleElement()
                .asString()
                .contains("Cauce-Position");
    }

    @Test
    void findsAFieldThatIsMissingMalformedOrNotDocumented() {
        assertThat(contract.violations(register, 201, headers, "application/json", "{\"status\":\"ACTIVE\"}"))
                .singleElement()
                .asString()
                .contains("accountId");
        assertThat(contract.violations(
                        register, 201, headers, "application/json", "{\"accountId\":\"a b\",\"status\":\"ACTIVE\"}"))
                .singleElement()
                .asString()
                .contains("accountId");
        assertThat(contract.violations(
                        register,
                        201,
                        headers,
                        "application/json",
                        "{\"accountId\":\"acme\",\"status\":\"ACTIVE\",\"email\":\"x\"}"))
                .containsExactly("/email is not documented");
    }

    @Test
    void findsAnUndocumentedFieldDeepInAPage() {
        Operation plans = contract.operation("GET", "/v1/plans").orElseThrow();
        assertThat(contract.violations(plans, 200, Map.of(), "application/json", """
                        {"items":[{"planId":"growth","name":"Growth","trialDays":14,"retired":false,"version":0,
                          "definedAt":"2026-01-05T10:00:00Z",
                          "prices":[{"currency":"EUR","interval":"MONTH","amountMinor":1,"secret":1}]}]}"""))
                .anySatisfy(violation -> assertThat(violation).contains("secret"));
    }

    @Test
    void findsATimeThatIsNone() {
        Operation plan = contract.operation("GET", "/v1/plans/growth").orElseThrow();
        assertThat(contract.violations(plan, 200, Map.of("ETag", "\"0\""), "application/json", """
                        {"planId":"growth","name":"Growth","trialDays":14,"retired":false,"version":0,
                          "definedAt":"yesterday","prices":[],"priceVersions":[],"trialEnd":"CANCEL","graceDays":0}"""))
                .singleElement()
                .asString()
                .contains("definedAt");
    }

    @Test
    void findsABodyThatIsNotJson() {
        assertThat(contract.violations(register, 201, headers, "application/json", "<html>"))
                .singleElement()
                .asString()
                .contains("not JSON");
    }
}
