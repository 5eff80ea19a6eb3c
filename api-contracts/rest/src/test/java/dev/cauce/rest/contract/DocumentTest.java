package dev.cauce.rest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Holds the document to the rules of this API; a rule that matches nothing fails too. */
class DocumentTest {

    private final Contract contract = Contract.load();

    @Test
    void isValidOpenApi31() throws IOException {
        String yaml;
        try (InputStream stream = DocumentTest.class.getResourceAsStream("/static/v1/openapi.yaml")) {
            assertThat(stream).isNotNull();
            yaml = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }

        SwaggerParseResult result = new OpenAPIV3Parser().readContents(yaml, null, new ParseOptions());

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(result.getOpenAPI().getPaths()).hasSameSizeAs(paths());
    }

    @Test
    void refersToNothingThatIsNotThereAndDefinesNothingThatIsNotUsed() {
        Set<String> used = new HashSet<>();
        everyNode(contract.document(), node -> {
            if (node.path("$ref").isString()) {
                used.add(node.path("$ref").asString());
            }
        });

        Set<String> defined = new HashSet<>();
        contract.document().path("components").properties().forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes")) {
                kind.getValue()
                        .propertyNames()
                        .forEach(name -> defined.add("#/components/" + kind.getKey() + "/" + name));
            }
        });
        assertThat(used).hasSizeGreaterThan(100).isEqualTo(defined);
    }

    @Nested
    class EveryOperation {

        @Test
        void hasAnIdOfItsOwnOneKnownTagAndASummary() {
            Set<String> ids = new HashSet<>();
            List<String> tags = new ArrayList<>();
            contract.document()
                    .path("tags")
                    .forEach(tag -> tags.add(tag.path("name").asString()));
            assertThat(contract.operations()).hasSizeGreaterThan(50).allSatisfy(operation -> {
                assertThat(operation.operationId()).matches("[a-z][A-Za-z]+");
                assertThat(ids.add(operation.operationId())).isTrue();
                assertThat(operation.node().path("tags").size()).isEqualTo(1);
                assertThat(tags).contains(operation.node().path("tags").path(0).asString());
                assertThat(operation.node().path("summary").asString("")).isNotBlank();
            });
        }

        @Test
        void saysWhatItsFailuresLookLike() {
            assertThat(contract.operations()).allSatisfy(operation -> {
                assertThat(statuses(operation)).contains("400", "401", "403", "429", "default");
                operation.node().path("responses").properties().stream()
                        .filter(response -> !response.getKey().startsWith("2"))
                        .forEach(response -> {
                            JsonNode content =
                                    contract.resolved(response.getValue()).path("content");
                            assertThat(content.propertyNames()).containsExactly("application/problem+json");
                            assertThat(content.at("/application~1problem+json/schema/$ref")
                                            .asString())
                                    .isEqualTo("#/components/schemas/Problem");
                        });
            });
        }

        @Test
        void answersNotFoundWhereItsPathNamesAThing() {
            assertThat(contract.operations())
                    .filteredOn(named -> named.path().contains("{"))
                    .hasSizeGreaterThan(30)
                    .allSatisfy(operation -> assertThat(statuses(operation)).contains("404"));
        }

        @Test
        void declaresTheParametersOfItsPath() {
            assertThat(contract.operations()).allSatisfy(operation -> {
                Set<String> inPath = new HashSet<>();
                Matcher names = Pattern.compile("\\{(\\w+)}").matcher(operation.path());
                while (names.find()) {
                    inPath.add(names.group(1));
                }
                assertThat(parameters(operation, "path")).isEqualTo(inPath);
            });
        }
    }

    @Nested
    class EveryCommand {

        private final List<Operation> commands = contract.operations().stream()
                .filter(operation -> operation.method().equals("POST"))
                .toList();

        @Test
        void needsAnIdempotencyKey() {
            assertThat(commands).hasSizeGreaterThan(30).allSatisfy(operation -> {
                assertThat(parameters(operation, "header")).contains("Idempotency-Key");
                assertThat(statuses(operation)).contains("409", "422");
            });
            JsonNode key = contract.document().at("/components/parameters/IdempotencyKey");
            assertThat(key.path("required").asBoolean()).isTrue();
            assertThat(key.at("/schema/maxLength").asInt()).isEqualTo(255);
        }

        @Test
        void takesJsonThatIsClosedToUnknownFields() {
            assertThat(commands)
                    .filteredOn(operation -> operation.node().has("requestBody"))
                    .hasSizeGreaterThan(15)
                    .allSatisfy(operation -> {
                        JsonNode body = operation.node().path("requestBody");
                        assertThat(body.path("required").asBoolean()).isTrue();
                        assertThat(body.path("content").propertyNames()).containsExactly("application/json");
                        JsonNode schema = contract.resolved(body.at("/content/application~1json/schema"));
                        assertThat(schema.path("additionalProperties").isBoolean())
                                .isTrue();
                        assertThat(schema.path("additionalProperties").asBoolean())
                                .isFalse();
                    });
        }

        /**
         * Beside ids and states: a secret that is shown once and kept nowhere, counts of a rotation, and what the
         * requests of a batch were answered. A preview does nothing but say amounts and dates, which are about nobody.
         */
        @Test
        void answersWithIdsAndStatusAlone() {
            assertThat(commands)
                    .filteredOn(operation -> !operation.operationId().equals("previewSubscriptionChange"))
                    .allSatisfy(
                            operation -> operation.node().path("responses").properties().stream()
                                    .filter(response -> response.getKey().startsWith("2"))
                                    .forEach(
                                            response -> assertThat(contract.resolved(response.getValue()
                                                                    .at("/content/application~1json/schema"))
                                                            .path("properties")
                                                            .propertyNames())
                                                    .isNotEmpty()
                                                    .allMatch(
                                                            name -> name.matches(
                                                                    "\\w+Id|caseNumber|status|name|propensity|policyVersion|erasedAt|clientSecret|secret|version|rewrapped|dropped|sequences"))));
        }

        @Test
        void isAPostAndAQueryIsAGet() {
            assertThat(contract.operations()).extracting(Operation::method).containsOnly("GET", "POST");
        }
    }

    @Nested
    class EveryPage {

        @Test
        void isCutByCursorAndLimit() {
            List<Operation> pages = contract.operations().stream()
                    .filter(operation -> schemaOfSuccess(operation)
                            .at("/properties/nextCursor")
                            .isObject())
                    .toList();
            assertThat(pages).hasSizeGreaterThan(6).allSatisfy(operation -> {
                assertThat(parameters(operation, "query")).contains("cursor", "limit");
                assertThat(schemaOfSuccess(operation)
                                .at("/properties/items/maxItems")
                                .asInt())
                        .isEqualTo(100);
            });
            assertThat(contract.operations())
                    .filteredOn(operation -> parameters(operation, "query").contains("limit"))
                    .containsExactlyElementsOf(pages);
        }
    }

    @Nested
    class EveryValue {

        @Test
        void isBounded() {
            List<String> unbounded = new ArrayList<>();
            int[] seen = {0};
            everyNode(contract.document(), node -> {
                String problem = switch (node.path("type").asString("")) {
                    case "string" ->
                        node.has("maxLength")
                                        || node.has("enum")
                                        || node.path("format").asString("").equals("date-time")
                                ? ""
                                : "string";
                    case "integer" -> node.has("minimum") ? "" : "integer";
                    case "array" -> node.has("maxItems") && node.has("items") ? "" : "array";
                    default -> "";
                };
                seen[0]++;
                if (!problem.isEmpty()) {
                    unbounded.add(problem + " " + node);
                }
            });
            assertThat(seen[0]).isGreaterThan(1000);
            assertThat(unbounded).isEmpty();
        }
    }

    @Nested
    class EveryExample {

        @Test
        void isThereWhereABodyIsAndIsValid() {
            int[] seen = {0};
            everyNode(
                    contract.document(),
                    node -> node.path("content").properties().forEach(media -> {
                        JsonNode content = media.getValue();
                        assertThat(content.has("example"))
                                .as("example in %s", node)
                                .isTrue();
                        if (media.getKey().endsWith("json")) {
                            assertThat(contract.bodyViolations(
                                            content.path("schema"),
                                            content.path("example").toString()))
                                    .as("%s", content.path("example"))
                                    .isEmpty();
                            seen[0]++;
                        }
                    }));
            assertThat(seen[0]).isGreaterThan(70);
        }

        @Test
        void ofAProblemHasTheStatusOfItsResponse() {
            JsonNode responses = contract.document().at("/components/responses");
            contract.operations()
                    .forEach(operation -> operation.node().path("responses").properties().stream()
                            .filter(response -> response.getKey().startsWith("4"))
                            .forEach(response -> assertThat(contract.resolved(response.getValue())
                                            .at("/content/application~1problem+json/example/status")
                                            .asString())
                                    .isEqualTo(response.getKey())));
            assertThat(responses.size()).isGreaterThan(7);
        }
    }

    private Set<String> paths() {
        return new HashSet<>(contract.document().path("paths").propertyNames());
    }

    private static Set<String> statuses(Operation operation) {
        return new HashSet<>(operation.node().path("responses").propertyNames());
    }

    private Set<String> parameters(Operation operation, String in) {
        Set<String> names = new HashSet<>();
        operation.node().path("parameters").forEach(reference -> {
            JsonNode parameter = contract.resolved(reference);
            if (parameter.path("in").asString().equals(in)) {
                names.add(parameter.path("name").asString());
            }
        });
        return names;
    }

    private JsonNode schemaOfSuccess(Operation operation) {
        return contract.resolved(operation.node().at("/responses/200/content/application~1json/schema"));
    }

    private static void everyNode(JsonNode node, java.util.function.Consumer<JsonNode> visitor) {
        visitor.accept(node);
        // What stands in an example only looks like a schema.
        node.properties().stream()
                .filter(field -> !field.getKey().equals("example"))
                .forEach(field -> everyNode(field.getValue(), visitor));
        if (node.isArray()) {
            node.forEach(element -> everyNode(element, visitor));
        }
    }
}
