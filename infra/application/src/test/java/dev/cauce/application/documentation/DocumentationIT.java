package dev.cauce.application.documentation;

import static dev.cauce.application.RunningApplication.JSON;
import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.rest.contract.Contract;
import dev.cauce.rest.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The page and the document, as anybody gets them. */
@ExtendWith(WholeApplication.class)
class DocumentationIT {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"\\.\\.(/[^\"]+)\"");

    private static Whole whole;

    @BeforeAll
    static void start(Whole running) {
        whole = running;
    }

    @Test
    void leadsToThePage() {
        for (String path : List.of("/", "/docs")) {
            HttpResponse<String> answer = anonymous(path);
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/docs/index.html");
        }
    }

    @Test
    void bringsEverythingThatThePageNeeds() {
        HttpResponse<String> page = anonymous("/docs/index.html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:");
        List<String> needed = REFERENCE
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(needed).hasSizeGreaterThanOrEqualTo(4);
        assertThat(needed)
                .allSatisfy(path -> assertThat(anonymous(path).statusCode()).isEqualTo(200));
    }

    @Test
    void servesTheDocument() throws IOException {
        HttpResponse<String> answer = anonymous("/v1/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream document = DocumentationIT.class.getResourceAsStream("/static/v1/openapi.json")) {
            assertThat(json(answer)).isEqualTo(JSON.readTree(document));
        }
        assertThat(anonymous("/v1/openapi.yaml")
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .startsWith("application/yaml");
    }

    @Test
    void servesNothingElse() {
        for (String path :
                List.of("/docs/application.yaml", "/v1/openapi.xml", "/application.yaml", "/static/docs/docs.js")) {
            assertThat(anonymous(path).statusCode()).as(path).isIn(401, 404);
        }
        Matcher version = REFERENCE.matcher(anonymous("/docs/index.html").body());
        assertThat(version.find()).isTrue();
        assertThat(anonymous("/webjars/").statusCode()).isEqualTo(404);
        assertThat(anonymous("/docs/%2e%2e/application.yaml").statusCode()).isIn(400, 401, 404);
    }

    /** With the last test of {@code ScenarioIT}, which uses all that is documented, the two agree both ways. */
    @Test
    void leavesOutNoRouteOfTheApi() {
        Set<String> documented =
                Contract.load().operations().stream().map(Operation::toString).collect(Collectors.toSet());
        List<String> routes = whole
                .http()
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(route -> route.getPatternValues().stream()
                        .flatMap(path -> route.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path)))
                .filter(route -> route.contains(" /v1/"))
                // For the payment gateway alone, which signs what it sends.
                .filter(route -> !route.contains(" /v1/webhooks/"))
                .distinct()
                .toList();

        assertThat(routes).hasSizeGreaterThan(50).isSubsetOf(documented);
    }

    private static HttpResponse<String> anonymous(String path) {
        return whole.http().send(whole.http().request(path).build());
    }
}
