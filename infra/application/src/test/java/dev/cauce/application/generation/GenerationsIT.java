package dev.cauce.application.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** Generations outlive restarts, and a changed definition is built beside the old one. */
@Timeout(300)
class GenerationsIT {

    private static final String VERSIONED = VersionedProjection.NAME;

    @TempDir
    private Path data;

    private RunningApplication start(int newestVersion) {
        return RunningApplication.startWhole(
                data,
                List.of(VersionedProjection.Declared.class),
                "test.newest-version=" + newestVersion,
                "cauce.projections.look=100ms",
                "cauce.projections.grace=2s",
                "cauce.projections.drain=1s");
    }

    private static Administration administration(RunningApplication http) {
        return new Administration(http, http.token("admin", "acr_values=urn:cauce:strong"));
    }

    private static void register(RunningApplication http, String accountId) {
        HttpResponse<String> answer = http.command(
                "/v1/accounts", http.token("admin"), "register-" + accountId, """
                {"accountId":"%s","companyName":"Acme","email":"%s@example.com","timeZone":"Europe/Madrid",
                 "origin":"IMPORT"}""".formatted(accountId, accountId));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static List<String> shapes(RunningApplication http) {
        return http.bean(MongoOperations.class).findAll(Document.class, VERSIONED).stream()
                .map(document -> document.getString("shape"))
                .distinct()
                .toList();
    }

    @Test
    void aRebuildGoesOnAfterARestartAndSoDoesWhatIsServed() {
        try (RunningApplication http = start(1)) {
            for (int number = 0; number < 10; number++) {
                register(http, "a-" + number);
            }
            administration(http).accepted("accounts", "rebuild", "{\"switching\":\"MANUAL\"}");
        }
        try (RunningApplication http = start(1)) {
            Administration administration = administration(http);
            administration.awaitWaiting("accounts");
            assertThat(administration.read("accounts").path("generation").asInt())
                    .isEqualTo(1);
            administration.accepted("accounts", "switch", "{}");
            administration.awaitServed("accounts", 2);
        }
        try (RunningApplication http = start(1)) {
            Administration administration = administration(http);
            administration.awaitServed("accounts", 2);
            register(http, "after");
            administration.await("accounts", now -> now.path("lag").asLong() == 0);
            administration.accepted("accounts", "rollback", "");
            administration.awaitServed("accounts", 1);
            assertThat(http.get("/v1/accounts/after", http.token("admin")).statusCode())
                    .as("the one before was kept up to date, across a restart too")
                    .isEqualTo(200);

            administration.accepted("accounts", "generations/2/drop", "");
            administration.refused("accounts", "rollback", "", 409, "NO_WAY_BACK");
            administration.await("accounts", now -> now.path("generations").size() == 1);
            assertThat(http.bean(SimpleMongoClientDatabaseFactory.class)
                            .getMongoDatabase()
                            .listCollectionNames())
                    .contains("accounts")
                    .noneMatch(name -> name.startsWith("accounts@"));
            assertThat(http.bean(org.axonframework.extensions.mongo.MongoTemplate.class)
                            .trackingTokensCollection()
                            .countDocuments(new Document("processorName", "accounts@2")))
                    .isZero();
        }
    }

    @Test
    void aNewVersionIsBuiltBesideTheOldOneAndServedWhenAnAdministratorSaysSo() {
        try (RunningApplication http = start(1)) {
            register(http, "a-1");
            administration(http).awaitServed(VERSIONED, 1);
            assertThat(shapes(http)).containsExactly("of version 1");
        }
        try (RunningApplication http = start(2)) {
            Administration administration = administration(http);
            administration.awaitWaiting(VERSIONED);
            register(http, "a-2");
            administration.await(VERSIONED, now -> now.path("lag").asLong() == 0);
            assertThat(shapes(http)).containsExactly("of version 1");

            administration.refused(VERSIONED, "switch", "{}", 409, "VIEWS_DIFFER");
            administration.accepted(VERSIONED, "switch", "{\"force\":true}");
            assertThat(administration.awaitServed(VERSIONED, 2).path("version").asInt())
                    .isEqualTo(2);
            assertThat(shapes(http)).containsExactly("of version 2");
            assertThat(http.bean(MongoOperations.class).findAll(Document.class, VERSIONED))
                    .hasSize(2);

            administration.accepted(VERSIONED, "rollback", "");
            administration.awaitServed(VERSIONED, 1);
            assertThat(shapes(http)).containsExactly("of version 1");
        }
    }

    /** A query that began before the switch reads the one before, and may wait for what that has still to see. */
    @Test
    void whatWasServedGoesOnForQueriesThatBeganBefore() {
        try (RunningApplication http = RunningApplication.startWhole(
                data,
                List.of(),
                "cauce.projections.look=100ms",
                "cauce.projections.grace=1h",
                "cauce.projections.drain=1h")) {
            Administration administration = administration(http);
            administration.accepted("accounts", "replay", "");
            administration.awaitServed("accounts", 2);

            register(http, "after-the-switch");

            long head = administration.read("accounts").path("head").asLong();
            Rebuilds rebuilds = http.bean(Rebuilds.class);
            administration.await("accounts", now -> rebuilds.position("accounts", 1) >= head);
        }
    }

    @Test
    void aGenerationThatIsKeptForSoLongIsDroppedByItself() {
        try (RunningApplication http = RunningApplication.startWhole(
                data,
                List.of(VersionedProjection.Declared.class),
                "test.newest-version=1",
                "cauce.projections.look=100ms",
                "cauce.projections.keep=1s",
                "cauce.projections.grace=1s",
                "cauce.projections.drain=1s")) {
            Administration administration = administration(http);
            register(http, "a-1");
            administration.accepted("accounts", "rebuild", "{}");
            administration.awaitServed("accounts", 2);
            administration.await("accounts", now -> now.path("generations").size() == 1);
            assertThat(http.get("/v1/accounts/a-1", http.token("admin")).statusCode())
                    .isEqualTo(200);
        }
    }
}
