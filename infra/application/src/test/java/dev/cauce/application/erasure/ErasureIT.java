package dev.cauce.application.erasure;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RawHttp;
import dev.cauce.application.RunningApplication;
import dev.cauce.application.administration.PoisonedProjection;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A person is erased, from the request to the bytes on the disk: registered with marked texts through every door there
 * is, erased, every view replayed, the stores compacted, the process stopped, and every byte that is left searched.
 * Somebody else, who was not erased, proves that the search finds what is there.
 */
class ErasureIT {

    /** The account that a projection of the tests cannot handle: so its event lies among the dead letters. */
    private static final String GONE = "poison";

    private static final String KEPT = "kept";

    private final List<String> goneMarkers = markers("Gone");
    private final List<String> keptMarkers = markers("Kept");

    private static List<String> markers(String whose) {
        return List.of(
                "Quetzal" + whose + "Company",
                "Quetzal" + whose + "Contact",
                "quetzal." + whose.toLowerCase(java.util.Locale.ROOT) + ".mail",
                "Quetzal" + whose + "Attribute",
                "Quetzal" + whose + "Subject",
                "Quetzal" + whose + "Body",
                "Quetzal" + whose + "Reply",
                "Quetzal" + whose + "Comment",
                "Quetzal" + whose + "Refused",
                "quetzal." + whose.toLowerCase(java.util.Locale.ROOT) + ".user");
    }

    @Test
    void leavesNothingOfAPersonAnywhere(@TempDir Path data) {
        String metrics;
        try (RunningApplication application =
                RunningApplication.startWhole(data, List.of(PoisonedProjection.Declared.class))) {
            String admin = application.token("admin", "acr_values=urn:cauce:strong");
            String position = live(application, admin, GONE, goneMarkers);
            live(application, admin, KEPT, keptMarkers);
            await(application, admin, "/v1/dev/outbox", body -> body.contains(goneMarkers.get(2)));
            await(application, admin, "/v1/admin/projections/poisoned/dead-letters", body -> body.contains(GONE));
            assertThat(shown(application, admin, position))
                    .as("before, it was everywhere")
                    .containsAll(goneMarkers.subList(0, 7));

            JsonNode certificate = done(application, "/v1/accounts/" + GONE + "/erasure", admin, "");
            done(application, "/v1/users/user-" + GONE + "/erasure", admin, "");
            assertThat(certificate.path("certificateId").asString()).isEqualTo(certificateOf("demo", GONE));
            assertThat(done(application, "/v1/accounts/" + GONE + "/erasure", admin, ""))
                    .isEqualTo(certificate);

            replayEverything(application, admin);
            await(application, admin, "/v1/dev/outbox", body -> !body.contains(goneMarkers.get(2)));
            Set<String> after = shown(application, admin, position);
            assertThat(after).doesNotContainAnyElementsOf(goneMarkers);
            assertThat(after).containsAll(keptMarkers.subList(0, 7));
            metrics = metrics(application);
        }

        MarkerScan.compact(data);

        Set<String> found = new MarkerScan(goneMarkers).scan(data);
        assertThat(found).isEmpty();
        Set<String> inMetrics = new TreeSet<>();
        new MarkerScan(goneMarkers).look(metrics.getBytes(StandardCharsets.UTF_8), "metrics", inMetrics);
        assertThat(inMetrics).isEmpty();

        // The same search finds the other person where it may be known: in views and in the outbox, and nowhere else.
        Set<String> control = new MarkerScan(keptMarkers).scan(data);
        assertThat(control)
                .anyMatch(place -> place.startsWith(keptMarkers.get(0)) && place.contains("views"))
                .anyMatch(place -> place.startsWith(keptMarkers.get(5)) && place.contains("views"))
                .allMatch(place -> place.contains("views"), "no personal data outside views");
        // And it can still be read by whoever has the keys.
        try (RunningApplication again =
                RunningApplication.startWhole(data, List.of(PoisonedProjection.Declared.class))) {
            String admin = again.token("admin");
            assertThat(again.get("/v1/accounts/" + KEPT + "/history", admin).body())
                    .contains(keptMarkers.get(0))
                    .doesNotContain("[redacted]");
            assertThat(again.get("/v1/accounts/" + GONE + "/history", admin).body())
                    .contains("[redacted]");
        }
    }

    /** Takes a person through every door that takes something personal. Returns the position reached. */
    private static String live(RunningApplication application, String admin, String id, List<String> markers) {
        String body = """
                {"accountId":"%s","companyName":"%s","contactName":"%s","email":"%s@example.com",
                 "timeZone":"Europe/Madrid","origin":"SIGN_UP","attributes":{"note":"%s"}}""".formatted(id, markers.get(0), markers.get(1), markers.get(2), markers.get(3));
        done(application, "/v1/accounts", admin, body);
        done(application, "/v1/accounts", admin, body);
        done(application, "/v1/tickets", admin, """
                {"ticketId":"t-%s","accountId":"%s","subject":"%s","body":"%s","priority":"HIGH","channel":"WEB"}""".formatted(id, id, markers.get(4), markers.get(5)));
        done(application, "/v1/tickets/t-" + id + "/replies", admin, """
                {"author":"CUSTOMER","body":"%s"}""".formatted(markers.get(6)));
        done(application, "/v1/tickets/t-" + id + "/resolution", admin, "");
        done(application, "/v1/tickets/t-" + id + "/rating", admin, """
                {"score":5,"comment":"%s"}""".formatted(markers.get(7)));
        done(application, "/v1/users", admin, """
                {"userId":"user-%s","email":"%s@example.com","roles":["SUPPORT"]}""".formatted(id, markers.get(9)));
        refused(application, admin, id, markers);
        HttpResponse<String> last = application.command(
                "/v1/accounts/" + id + "/activities",
                admin,
                "activity-" + id,
                "{\"kind\":\"LOGIN\",\"count\":1,\"occurredAt\":\"2026-03-09T16:40:12Z\"}");
        return last.headers().firstValue("Cauce-Position").orElse("0");
    }

    /** What is turned down is personal too, and must be in no log and no stored answer. */
    private static void refused(RunningApplication application, String admin, String id, List<String> markers) {
        String refused = markers.get(8);
        for (String[] request : new String[][] {
            {
                "/v1/accounts",
                "{\"accountId\":\"" + id + "-2\",\"companyName\":\"" + refused + "\",\"email\":\"" + markers.get(2)
                        + "@example.com\",\"origin\":\"SIGN_UP\"}"
            },
            {"/v1/accounts", "{\"accountId\":\"" + refused + " " + refused + "\",\"companyName\":7}"},
            {"/v1/accounts", "{\"" + refused + "\":"},
            {"/v1/tickets/t-" + id + "/replies", "{\"author\":\"" + refused + "\",\"body\":\"" + refused + "\"}"},
            {
                "/v1/tickets",
                "{\"subject\":\"" + refused
                        + "\",\"body\":\"4111 1111 1111 1111\",\"priority\":\"HIGH\",\"channel\":\"WEB\"}"
            },
            {"/v1/accounts/none/suspension", "{\"reason\":\"" + refused + "\"}"},
        }) {
            HttpResponse<String> answer =
                    application.command(request[0], admin, "refused-" + id + "-" + request[1].hashCode(), request[1]);
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        }
        assertThat(application.get("/v1/accounts?q=" + refused, admin).statusCode())
                .isIn(200, 400);
        assertThat(application.get("/v1/" + refused, admin).statusCode()).isEqualTo(404);
        assertThat(application.get("/v1/accounts", refused).statusCode()).isEqualTo(401);
    }

    /** Which of all markers are shown by any view or history. */
    private Set<String> shown(RunningApplication application, String admin, String position) {
        StringBuilder all = new StringBuilder();
        for (String id : List.of(GONE, KEPT)) {
            for (String path : List.of(
                    "/v1/accounts/" + id,
                    "/v1/tickets/t-" + id,
                    "/v1/accounts/" + id + "/history",
                    "/v1/accounts",
                    "/v1/tickets")) {
                all.append(application
                        .send(application
                                .request(path)
                                .header("Authorization", "Bearer " + admin)
                                .header("Cauce-Position", position)
                                .build())
                        .body());
            }
        }
        String body = all.toString();
        Set<String> shown = new TreeSet<>();
        for (List<String> markers : List.of(goneMarkers, keptMarkers)) {
            markers.stream().filter(body::contains).forEach(shown::add);
        }
        return shown;
    }

    private static void replayEverything(RunningApplication application, String admin) {
        List<String> names = new ArrayList<>();
        json(application.get("/v1/admin/projections", admin))
                .path("items")
                .forEach(projection -> names.add(projection.path("name").asString()));
        assertThat(names).hasSizeGreaterThan(6);
        for (String name : names) {
            done(application, "/v1/admin/projections/" + name + "/replay", admin, "");
            await(application, admin, "/v1/admin/projections/" + name, body -> {
                JsonNode projection = RunningApplication.JSON.readTree(body);
                return projection.path("state").asString().equals("RUNNING")
                        && projection.path("lag").asLong() == 0;
            });
        }
    }

    private static String metrics(RunningApplication application) {
        return RawHttp.send(
                        application.managementPort(),
                        "GET /actuator/prometheus HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                .body();
    }

    private static JsonNode done(RunningApplication application, String path, String token, String body) {
        HttpResponse<String> answer =
                application.command(path, token, "erasure-it-" + path.hashCode() + "-" + body.hashCode(), body);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isBetween(200, 299);
        return json(answer);
    }

    private static void await(RunningApplication application, String token, String path, Predicate<String> wanted) {
        Instant until = Instant.now().plus(Duration.ofSeconds(60));
        HttpResponse<String> answer = application.get(path, token);
        while (answer.statusCode() != 200 || !wanted.test(answer.body())) {
            assertThat(Instant.now()).as("%s: %s", path, answer.body()).isBefore(until);
            LockSupport.parkNanos(50_000_000);
            answer = application.get(path, token);
        }
    }

    /** As the decision on personal data says how an auditor checks it. */
    private static String certificateOf(String tenant, String subject) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(("cauce:erasure:1|" + tenant + "|" + subject).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
