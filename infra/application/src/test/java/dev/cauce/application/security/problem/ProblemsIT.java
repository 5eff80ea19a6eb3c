package dev.cauce.application.security.problem;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RawHttp;
import dev.cauce.application.RunningApplication;
import dev.cauce.contracts.rejection.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Every way a request can be wrong, and that each is answered with a problem document that tells it and nothing else.
 */
class ProblemsIT {

    private static final String ORDER = "/v1/echo/order";
    private static final String GOOD = "{\"name\":\"n\",\"kind\":\"SMALL\",\"lines\":[{\"sku\":\"s\",\"quantity\":1}]}";
    private static final int MIB = 1024 * 1024;

    @TempDir
    static Path data;

    private static RunningApplication application;
    private static String token;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(data, "cauce.limits.enabled=false");
        token = application.token("support");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertDocument(answer.body(), status, code);
    }

    private static void assertDocument(String body, int status, String code) {
        JsonNode problem = RunningApplication.JSON.readTree(body);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asString())
                .isEqualTo("urn:cauce:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(body)
                .doesNotContain("dev.cauce", "java.", "jackson", "springframework", "tomcat", "Tomcat", "Exception");
    }

    private static JsonNode onlyError(HttpResponse<String> answer) {
        assertThat(json(answer).path("errors")).hasSize(1);
        return json(answer).path("errors").get(0);
    }

    @Nested
    class Bodies {

        @Test
        void acceptsAGoodOne() {
            assertThat(application.post(ORDER, token, GOOD).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{",
                    "{\"name\":",
                    "nonsense",
                    "{\"name\":\"a\"",
                    "{'name':'a'}",
                    "{\"name\":\"a\",}",
                    "{\"name\":NaN}",
                    "{\"name\":\"a\\q\"}",
                    "{\"name\":\"\u0001\"}",
                    "// comment",
                    "\u0000"
                })
        void refusesWhatIsNoJson(String body) {
            assertProblem(application.post(ORDER, token, body), 400, "MALFORMED_JSON");
        }

        @Test
        void refusesASecondDocumentBehindTheFirst() {
            assertThat(application.post(ORDER, token, GOOD + GOOD).statusCode()).isEqualTo(400);
        }

        @Test
        void refusesAPropertyThatStandsTwice() {
            assertProblem(
                    application.post(ORDER, token, GOOD.replace("{\"name\"", "{\"name\":\"m\",\"name\"")),
                    400,
                    "MALFORMED_JSON");
        }

        @Test
        void refusesNone() {
            assertProblem(application.post(ORDER, token, ""), 400, "BODY_MISSING");
        }

        @Test
        void saysWhichPropertyIsUnknown() {
            HttpResponse<String> answer =
                    application.post(ORDER, token, GOOD.replace("\"quantity\":1", "\"quantity\":1,\"a/b~c\":1"));

            assertProblem(answer, 400, "UNKNOWN_PROPERTY");
            assertThat(onlyError(answer).path("pointer").asString()).isEqualTo("/lines/0/a~1b~0c");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '\0',
                value = {
                    "\"quantity\":1|\"quantity\":\"many\"|/lines/0/quantity",
                    "\"quantity\":1|\"quantity\":\"1\"|/lines/0/quantity",
                    "\"quantity\":1|\"quantity\":1.5|/lines/0/quantity",
                    "\"quantity\":1|\"quantity\":null|/lines/0/quantity",
                    "\"quantity\":1|\"quantity\":{}|/lines/0/quantity",
                    "\"SMALL\"|\"HUGE\"|/kind",
                    "\"SMALL\"|0|/kind",
                    "\"SMALL\"|\"small\"|/kind",
                    "\"n\"|7|/name",
                    "\"n\"|1.5|/name",
                    "\"n\"|true|/name",
                    "\"n\"|[]|/name",
                    "\"kind\"|\"day\":\"31.12.2026\",\"kind\"|/day",
                    "\"kind\"|\"day\":\"2026-02-30\",\"kind\"|/day",
                    "\"kind\"|\"at\":\"now\",\"kind\"|/at",
                    "\"kind\"|\"urgent\":\"yes\",\"kind\"|/urgent",
                    "[{|[7,{|/lines/0"
                })
        void saysWhichValueIsOfTheWrongType(String old, String replacement, String pointer) {
            HttpResponse<String> answer = application.post(ORDER, token, GOOD.replace(old, replacement));

            assertProblem(answer, 400, "TYPE_MISMATCH");
            assertThat(onlyError(answer).path("pointer").asString()).isEqualTo(pointer);
            assertThat(onlyError(answer).path("detail").asString()).startsWith("Expected ");
        }

        @Test
        void refusesANumberThatIsTooLargeForItsType() {
            HttpResponse<String> answer =
                    application.post(ORDER, token, GOOD.replace("\"quantity\":1", "\"quantity\":99999999999"));

            assertThat(answer.statusCode()).isEqualTo(400);
        }

        @Test
        void refusesAnArrayOrATextInPlaceOfTheObject() {
            assertProblem(application.post(ORDER, token, "[]"), 400, "TYPE_MISMATCH");
            assertProblem(application.post(ORDER, token, "\"a\""), 400, "TYPE_MISMATCH");
            assertProblem(application.post(ORDER, token, "7"), 400, "TYPE_MISMATCH");
        }

        @Test
        void listsEveryValueThatBreaksARule() {
            HttpResponse<String> answer = application.post(
                    ORDER,
                    token,
                    "{\"name\":\" \",\"email\":\"no mail\",\"lines\":[{\"sku\":\"s\",\"quantity\":0},{\"quantity\":1}]}");

            assertProblem(answer, 400, "INVALID_REQUEST");
            assertThat(json(answer).path("errors"))
                    .extracting(error -> error.path("pointer").asString() + " "
                            + error.path("code").asString())
                    .containsExactlyInAnyOrder(
                            "/name NOT_BLANK",
                            "/email EMAIL",
                            "/kind NOT_NULL",
                            "/lines/0/quantity MIN",
                            "/lines/1/sku NOT_BLANK");
            assertThat(answer.body()).doesNotContain("no mail");
        }

        @Test
        void refusesDeepNestingLongNumbersAndLongNames() {
            assertThat(application
                            .post(ORDER, token, "[".repeat(100_000) + "]".repeat(100_000))
                            .statusCode())
                    .isEqualTo(400);
            assertProblem(application.post(ORDER, token, "{\"zz\":" + "[".repeat(100_000)), 400, "MALFORMED_JSON");
            assertProblem(
                    application.post(
                            ORDER, token, GOOD.replace("\"quantity\":1", "\"quantity\":" + "9".repeat(100_000))),
                    400,
                    "MALFORMED_JSON");
            assertProblem(application.post(ORDER, token, "{\"" + "n".repeat(100_000) + "\":1}"), 400, "MALFORMED_JSON");
        }

        @Test
        void refusesWhatIsNoUtf8() {
            byte[] latin = "{\"name\":\"\u00e9\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
            HttpResponse<String> answer = application.send(post(ORDER)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(latin))
                    .build());

            assertProblem(answer, 400, "MALFORMED_JSON");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/octet-stream",
                    "application",
                    "*/*",
                    "application/json; charset=nonsense"
                })
        void refusesAnotherMediaType(String type) {
            HttpResponse<String> answer = application.send(post(ORDER)
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("a=%zz&b"))
                    .build());

            assertProblem(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
        }

        @Test
        void refusesABodyWithoutAMediaType() {
            assertProblem(
                    application.send(
                            post(ORDER).POST(BodyPublishers.ofString(GOOD)).build()),
                    415,
                    "UNSUPPORTED_MEDIA_TYPE");
        }

        @Test
        void refusesACompressedOne() {
            HttpResponse<String> answer = application.send(post(ORDER)
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofString(GOOD))
                    .build());

            assertThat(answer.statusCode()).isEqualTo(415);
            assertDocument(answer.body(), 415, "UNSUPPORTED_CONTENT_ENCODING");
        }
    }

    @Nested
    class LargeBodies {

        @Test
        void acceptsOneOfAMebibyte() {
            String filler = " ".repeat(MIB - GOOD.length());
            assertThat(application.post(ORDER, token, GOOD + filler).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void refusesOneByteMoreBeforeItIsSent() {
            RawHttp.Answer answer = RawHttp.send(
                    application.port(),
                    head("POST", ORDER) + "Content-Type: application/json\r\nContent-Length: " + (MIB + 1)
                            + "\r\n\r\n");

            assertThat(answer.status()).isEqualTo(413);
            assertDocument(answer.body(), 413, "BODY_TOO_LARGE");
            assertThat(answer.headers()).containsEntry("connection", "close");
        }

        @Test
        void refusesAnEndlessOneWhileItIsRead() {
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            RawHttp.Answer answer = RawHttp.send(
                    application.port(),
                    head("POST", ORDER) + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + chunk.repeat(17));

            assertThat(answer.status()).isEqualTo(413);
            assertDocument(answer.body(), 413, "BODY_TOO_LARGE");
        }

        @Test
        void refusesALargeFormWhereverItIsSent() {
            String form = "grant_type=client_credentials&x=" + "y".repeat(200_000);
            for (String path : new String[] {"/oauth2/token", "/oauth2/revoke", "/v1/echo/caller", ORDER}) {
                RawHttp.Answer answer = RawHttp.send(
                        application.port(),
                        head("POST", path) + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                + form.length() + "\r\n\r\n" + form);
                assertThat(answer.status()).as(path).isBetween(400, 415);
                assertThat(answer.body()).doesNotContain("xception", "tomcat");
            }
        }

        @Test
        void refusesBrokenChunks() {
            RawHttp.Answer answer = RawHttp.send(
                    application.port(),
                    head("POST", ORDER)
                            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n");

            assertThat(answer.status()).isEqualTo(400);
        }
    }

    @Nested
    class Parameters {

        private static final String ITEM = "/v1/echo/items/" + "00000000-0000-0000-0000-000000000001";

        private HttpResponse<String> get(String path, String key) {
            HttpRequest.Builder request = post(path).GET();
            return application.send(
                    key == null
                            ? request.build()
                            : request.header("Idempotency-Key", key).build());
        }

        @Test
        void acceptsGoodOnes() {
            assertThat(get(ITEM + "?limit=5&kind=SMALL", "k").statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource({
            "/v1/echo/items/7?limit=5, id",
            ITEM + "?limit=five, limit",
            ITEM + "?limit=, limit",
            ITEM + "?limit=5&kind=HUGE, kind"
        })
        void saysWhichIsOfTheWrongType(String path, String name) {
            HttpResponse<String> answer = get(path, "k");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(json(answer).path("code").asString()).isIn("TYPE_MISMATCH", "PARAMETER_MISSING");
            assertThat(onlyError(answer).path("parameter").asString()).isEqualTo(name);
        }

        @Test
        void saysWhichIsMissing() {
            HttpResponse<String> answer = get(ITEM, "k");
            assertProblem(answer, 400, "PARAMETER_MISSING");
            assertThat(onlyError(answer).path("parameter").asString()).isEqualTo("limit");

            HttpResponse<String> headless = get(ITEM + "?limit=5", null);
            assertProblem(headless, 400, "HEADER_MISSING");
            assertThat(onlyError(headless).path("parameter").asString()).isEqualTo("Idempotency-Key");
        }

        @Test
        void saysWhichBreaksARule() {
            HttpResponse<String> answer = get(ITEM + "?limit=101", "k");
            assertProblem(answer, 400, "INVALID_REQUEST");
            assertThat(onlyError(answer).path("parameter").asString()).isEqualTo("limit");
            assertThat(onlyError(answer).path("code").asString()).isEqualTo("MAX");

            HttpResponse<String> header = get(ITEM + "?limit=5", "k".repeat(21));
            assertProblem(header, 400, "INVALID_REQUEST");
            assertThat(onlyError(header).path("parameter").asString()).isEqualTo("Idempotency-Key");
        }

        @ParameterizedTest
        @ValueSource(strings = {"?limit=%zz", "?limit=5&%=x", "?limit=%c3%28", "?limit=5&a=%00"})
        void answersBrokenEncodingsWithoutAFault(String query) {
            RawHttp.Answer answer =
                    RawHttp.send(application.port(), head("GET", ITEM + query) + "Idempotency-Key: k\r\n\r\n");

            assertThat(answer.status()).isIn(200, 400);
        }
    }

    @Nested
    class Routes {

        @Test
        void refusesAPathThatIsNotThere() {
            assertProblem(application.get("/v1/nothing", token), 404, "NOT_FOUND");
            assertProblem(application.get("/error", token), 404, "NOT_FOUND");
            assertProblem(application.get("/", token), 404, "NOT_FOUND");
        }

        @Test
        void refusesAMethodThatIsNotThereAndSaysWhichAre() {
            HttpResponse<String> answer = application.get(ORDER, token);

            assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
            assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        }

        @ParameterizedTest
        @ValueSource(strings = {"TRACE", "FOO", "PROPFIND", "CONNECT", "get"})
        void refusesAMethodThatNobodyUses(String method) {
            RawHttp.Answer answer = RawHttp.send(application.port(), head(method, "/v1/echo/caller") + "\r\n");

            assertThat(answer.status()).isIn(400, 405, 501);
            assertThat(answer.body()).doesNotContain("xception", "omcat");
        }

        @Test
        void answersHeadAndOptions() {
            HttpResponse<String> head = application.send(post("/v1/echo/caller")
                    .method("HEAD", BodyPublishers.noBody())
                    .build());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();

            HttpResponse<String> options = application.send(post("/v1/echo/caller")
                    .method("OPTIONS", BodyPublishers.noBody())
                    .build());
            assertThat(options.statusCode()).isEqualTo(200);
            assertThat(options.headers().firstValue("Allow"))
                    .hasValueSatisfying(value -> assertThat(value).contains("GET", "HEAD"));

            HttpResponse<String> missing = application.send(
                    post("/v1/nothing").method("HEAD", BodyPublishers.noBody()).build());
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body()).isEmpty();
        }

        @Test
        void hasNoCorsUnlessItIsConfigured() {
            HttpResponse<String> preflight = application.send(application
                    .request("/v1/echo/caller")
                    .method("OPTIONS", BodyPublishers.noBody())
                    .header("Origin", "https://evil.example")
                    .header("Access-Control-Request-Method", "GET")
                    .build());

            assertThat(preflight.statusCode()).isEqualTo(401);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }

        @Test
        void refusesAnAnswerInAnotherForm() {
            HttpResponse<String> answer = application.send(post(ORDER)
                    .header("Content-Type", "application/json")
                    .header("Accept", "text/html")
                    .POST(BodyPublishers.ofString(GOOD))
                    .build());

            assertProblem(answer, 406, "NOT_ACCEPTABLE");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/%",
                    "/v1/%zz",
                    "/v1/%00",
                    "/v1/%c0%ae%c0%ae/",
                    "/v1/..%2f..%2fetc",
                    "/v1/../../etc/passwd",
                    "/v1//echo/caller",
                    "/v1/echo;a=b/caller",
                    "/v1/echo%3b/caller",
                    "/v1/echo\\caller",
                    "/v1/echo%5ccaller",
                    "/v1/ä",
                    "/v1/a{b}|c",
                    "/v1/a b"
                })
        void refusesAPathWithTricksInIt(String path) {
            RawHttp.Answer answer = RawHttp.send(application.port(), head("GET", path) + "\r\n");

            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(answer.body()).contains("\"code\":").doesNotContain("xception", "omcat");
        }
    }

    @Nested
    class Headers {

        @Test
        void refusesHeadersThatAreTooLarge() {
            RawHttp.Answer answer = RawHttp.send(
                    application.port(), head("GET", "/v1/echo/caller") + "X: " + "x".repeat(20_000) + "\r\n\r\n");

            assertThat(answer.status()).isIn(400, 431);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(answer.body()).contains("\"code\":");
        }

        @Test
        void refusesTooManyHeaders() {
            RawHttp.Answer answer =
                    RawHttp.send(application.port(), head("GET", "/v1/echo/caller") + "X: x\r\n".repeat(500) + "\r\n");

            assertThat(answer.status()).isIn(400, 431);
            assertThat(answer.body()).contains("\"code\":");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length: -1",
                    "Content-Length: x",
                    "Content-Length: 99999999999999999999",
                    "Content-Length: 1\r\nContent-Length: 2",
                    "Transfer-Encoding: gzip",
                    "Transfer-Encoding: chunked\r\nContent-Length: 5",
                    "Bad Name: x",
                    ": x",
                    "X: \u0000",
                    "X: \u007f",
                    "Accept: ///",
                    "Accept: ;;;,,,",
                    "Accept-Language: \u00ff\u00fe",
                    "Content-Type: ;",
                    "If-Match: \"",
                    "Range: bytes=9-1",
                    "Expect: nonsense",
                    "Cookie: \u00e4=1; JSESSIONID=x",
                    "X-Forwarded-For: '; drop table",
                    "Host: a\r\nHost: b",
                    "Idempotency-Key: \u00e4\u00f6"
                })
        void answersHostileHeadersWithoutAFault(String header) {
            for (String path : new String[] {"/v1/echo/caller", "/v1/echo/items/" + new UUID(0, 1) + "?limit=5"}) {
                RawHttp.Answer answer = RawHttp.send(application.port(), head("GET", path) + header + "\r\n\r\n");

                assertThat(answer.status()).as(header).isIn(200, 400, 404, 405, 406, 413, 415, 417, 501);
                assertThat(answer.body()).doesNotContain("xception", "omcat", "dev.cauce");
            }
        }

        @Test
        void protectsBrowsers() {
            HttpResponse<String> answer = application.get("/v1/echo/caller", token);

            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(value -> assertThat(value).contains("frame-ancestors 'none'"));
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
            assertThat(answer.headers().map()).doesNotContainKeys("Set-Cookie", "Server", "X-Powered-By");
        }
    }

    @Nested
    class Faults {

        @Test
        void areOursAndTellNothing() {
            HttpResponse<String> answer = application.get("/v1/echo/broken", token);

            assertProblem(answer, 500, "INTERNAL_ERROR");
            assertThat(answer.body()).doesNotContain("secret-internal", "h2");
            assertThat(json(answer).path("correlationId").asString()).isNotBlank();
            assertThat(faults()).isPositive();
        }

        @Test
        void areAnsweredEvenWhereTheStackIsUsedUp() {
            assertProblem(application.get("/v1/echo/overflow", token), 500, "INTERNAL_ERROR");
        }

        @ParameterizedTest
        @EnumSource(ErrorCode.class)
        void rejectionsOfTheDomainKeepTheirCodeAndStatus(ErrorCode code) {
            HttpResponse<String> answer = application.get("/v1/echo/rejected/" + code, token);

            assertProblem(answer, code.status(), code == ErrorCode.TENANT_MISMATCH ? "NOT_FOUND" : code.name());
            assertThat(json(answer).path("detail").asString()).isEqualTo("Told to the caller.");
            if (code.status() == 401) {
                assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            }
            if (code.status() == 503) {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        }
    }

    @Nested
    class AsynchronousAnswers {

        @Test
        void keepTheCallerToTheirEnd() {
            HttpResponse<String> answer = application.get("/v1/echo/stream", token);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("data:demo\n\ndata:end\n\n");
        }

        @Test
        void thatComeTooLateAreGivenUp() {
            HttpResponse<String> answer = application.get("/v1/echo/late", token);

            assertProblem(answer, 503, "UNAVAILABLE");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }

        @Test
        void areNoFaultOfOursWhenTheClientLeaves() {
            double before = faults();
            RawHttp.leaveEarly(application.port(), head("GET", "/v1/echo/large") + "\r\n");
            RawHttp.leaveEarly(
                    application.port(),
                    head("POST", ORDER) + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

            assertThat(application.get("/v1/echo/caller", token).statusCode()).isEqualTo(200);
            assertThat(faults()).isEqualTo(before);
        }
    }

    @Nested
    class Management {

        private HttpResponse<String> get(String path) {
            return application.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.managementPort() + path))
                            .build());
        }

        @Test
        void showsHealthToTheOperatorAndNothingThatIsNotExposed() {
            assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(get("/actuator/env").statusCode()).isEqualTo(401);
            assertThat(get("/v1/echo/caller").statusCode()).isEqualTo(401);
        }

        @Test
        void isNotOnThePortOfTheApi() {
            assertThat(application
                            .send(application.request("/actuator/health").build())
                            .statusCode())
                    .isEqualTo(401);
            assertProblem(application.get("/actuator/health", token), 404, "NOT_FOUND");
        }
    }

    private static double faults() {
        return application
                .bean(MeterRegistry.class)
                .get("cauce.http.faults")
                .counter()
                .count();
    }

    private static HttpRequest.Builder post(String path) {
        return application.request(path).header("Authorization", "Bearer " + token);
    }

    private static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                + "\r\nConnection: close\r\n";
    }
}
