package dev.cauce.application.generation;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import java.net.http.HttpResponse;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

/** What was done to a view behind its back is found, and mended by building it anew. */
@ExtendWith(WholeApplication.class)
@Timeout(300)
class ReconciliationIT {

    private static Whole whole;
    private static Administration administration;
    private static String token;

    @BeforeAll
    static void begin(Whole running) {
        whole = running;
        token = whole.strongAdmin();
        administration = new Administration(whole.http(), token);
        for (String accountId : new String[] {"reconciled-1", "reconciled-2", "reconciled-3"}) {
            HttpResponse<String> answer = whole.http()
                    .command("/v1/accounts", token, "register-" + accountId, """
                {"accountId":"%s","companyName":"Acme %s","email":"%s@example.com","timeZone":"Europe/Madrid",
                 "origin":"IMPORT"}""".formatted(
                                    accountId, accountId, accountId));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
        administration.await("accounts", now -> now.path("lag").asLong() == 0);
    }

    private static JsonNode reconciled() {
        String before = administration
                .read("accounts")
                .path("comparison")
                .path("comparedAt")
                .asString("");
        administration.accepted("accounts", "reconcile", "");
        return administration
                .await(
                        "accounts",
                        now -> !now.has("rebuild")
                                && !now.path("comparison")
                                        .path("comparedAt")
                                        .asString("")
                                        .equals(before))
                .path("comparison");
    }

    @Test
    void damageIsFoundAndMended() {
        assertThat(reconciled().path("identical").asBoolean()).isTrue();
        var view = whole.http().bean(MongoOperations.class).getCollection("accounts");
        view.updateOne(
                new Document("_id", "demo/reconciled-1"), new Document("$set", new Document("companyName", "Damaged")));
        view.deleteOne(new Document("_id", "demo/reconciled-2"));
        view.insertOne(new Document("_id", "demo/made-up").append("tenantId", "demo"));
        view.insertOne(new Document("_id", "another/made-up").append("tenantId", "another"));

        JsonNode found = reconciled();

        assertThat(found.path("identical").asBoolean()).isFalse();
        assertThat(found.path("position").asLong()).isPositive();
        assertThat(found.path("differences"))
                .extracting(each -> each.path("documentId").asString() + " "
                        + each.path("kind").asString())
                .containsExactlyInAnyOrder(
                        "demo/reconciled-1 DIFFERENT", "demo/reconciled-2 MISSING", "demo/made-up UNEXPECTED");
        assertThat(found.path("different").asLong()).isEqualTo(1);
        assertThat(found.path("missing").asLong()).isEqualTo(1);
        assertThat(found.path("unexpected").asLong()).isEqualTo(1);
        assertThat(whole.http().get("/v1/accounts/reconciled-1", token).body()).contains("Damaged");
        JsonNode ofOthers =
                json(whole.http().get("/v1/admin/projections/accounts", whole.other("elsewhere", "admin", 600)));
        assertThat(ofOthers.path("comparison").path("differences")).isEmpty();

        mend();

        assertThat(json(whole.http().get("/v1/accounts/reconciled-1", token))
                        .path("companyName")
                        .asString())
                .isEqualTo("Acme reconciled-1");
        assertThat(whole.http().get("/v1/accounts/reconciled-2", token).statusCode())
                .isEqualTo(200);
        assertThat(whole.http().get("/v1/accounts/made-up", token).statusCode()).isEqualTo(404);
        assertThat(reconciled().path("identical").asBoolean()).isTrue();
    }

    private static void mend() {
        administration.refused("accounts", "switch", "{}", 409, "REBUILD_NOT_READY");
        administration.accepted("accounts", "rebuild", "{}");
        administration.refused("accounts", "rebuild", "{}", 409, "REBUILD_UNDER_WAY");
        int built = administration
                .awaitWaiting("accounts")
                .path("rebuild")
                .path("generation")
                .asInt();
        administration.refused("accounts", "switch", "{\"force\":false}", 409, "VIEWS_DIFFER");
        administration.accepted("accounts", "switch", "{\"force\":true}");
        administration.awaitServed("accounts", built);
        administration.refused("accounts", "generations/" + built + "/drop", "", 409, "GENERATION_SERVED");
        administration.refused("accounts", "generations/999/drop", "", 404, "NOT_FOUND");
    }
}
