package dev.cauce.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The whole history of a tenant, taken away. */
@ExtendWith(WholeApplication.class)
class TenantExportIT {

    private static Whole whole;
    private static String admin;

    @BeforeAll
    static void register(Whole running) {
        whole = running;
        admin = whole.strongAdmin();
        registered(admin, "export-own");
        registered(whole.other("export-elsewhere", "admin", 600), "export-theirs");
    }

    private static void registered(String token, String id) {
        HttpResponse<String> answer = whole.http()
                .command(
                        "/v1/accounts",
                        token,
                        "register-" + id,
                        "{\"accountId\":\"%s\",\"companyName\":\"Of %s\",\"email\":\"%s@example.com\",\"origin\":\"IMPORT\"}"
                                .formatted(id, id, id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static HttpResponse<String> export(String token) {
        return whole.http().get("/v1/admin/export", token);
    }

    @Test
    void holdsTheTenantsOwnHistoryInOrderAndSaysHowMuchItIs() throws Exception {
        String body = export(admin).body();
        List<String> lines = body.lines().toList();
        JsonNode manifest = RunningApplication.JSON.readTree(lines.getLast());
        String before = body.substring(0, body.lastIndexOf('\n', body.length() - 2) + 1);

        assertThat(body).contains("export-own@example.com").doesNotContain("export-theirs");
        assertThat(manifest.path("type").asString()).isEqualTo("dev.cauce.TenantExported");
        assertThat(manifest.path("data").path("events").asLong()).isEqualTo(lines.size() - 1);
        assertThat(manifest.path("data").path("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(before.getBytes(StandardCharsets.UTF_8))));
        assertThat(lines.subList(0, lines.size() - 1))
                .allSatisfy(line -> assertThat(RunningApplication.JSON
                                .readTree(line)
                                .path("tenantid")
                                .asString())
                        .isEqualTo("demo"))
                .extracting(line -> Long.valueOf(
                        RunningApplication.JSON.readTree(line).path("position").asString()))
                .isSorted();
    }

    @Test
    void needsThePermissionAndAStrongLogin() {
        assertThat(export(whole.http().token("admin")).statusCode()).isEqualTo(401);
        assertThat(export(whole.http().token("auditor")).statusCode()).isEqualTo(403);
    }
}
