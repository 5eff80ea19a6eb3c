package dev.cauce.rest.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document that is served, read from the class path, and what is against it in a request or an answer. Stricter
 * than the document where that finds mistakes: a field that it does not name is one.
 */
public final class Contract {

    private static final String ADDRESS = "https://cauce.invalid/openapi.json";

    private final JsonNode document;
    private final List<Operation> operations;
    private final SchemaRegistry schemas;

    Contract(String json) {
        this.document = JsonMapper.shared().readTree(json);
        this.schemas = SchemaRegistry.withDefaultDialect(
                Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of(ADDRESS, json))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        List<Operation> found = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> found.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue().path("operationId").asString(""),
                                operation.getValue()))));
        this.operations = List.copyOf(found);
    }

    /** The document as it is served. */
    public static Contract load() {
        try (InputStream stream = Contract.class.getResourceAsStream("/static/v1/openapi.json")) {
            if (stream == null) {
                throw new IllegalStateException("the document is not on the class path");
            }
            return new Contract(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every operation, in the order of the document. */
    public List<Operation> operations() {
        return operations;
    }

    /** The operation that a request of this method and path (without query) means. */
    public Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.matches(method, path))
                .min(Comparator.comparingLong(Operation::parameters));
    }

    /**
     * What an answer has that the document does not allow; empty when it is as documented. {@code body} is looked into
     * when it is JSON.
     */
    public List<String> violations(
            Operation operation,
            int status,
            Map<String, String> headers,
            @Nullable String mediaType,
            @Nullable String body) {
        JsonNode responses = operation.node().path("responses");
        String declared = responses.has(String.valueOf(status)) ? String.valueOf(status) : "default";
        if (!responses.has(declared) || (declared.equals("default") && status < 400)) {
            return List.of("status " + status + " is not documented");
        }
        JsonNode response = resolved(responses.path(declared));
        List<String> violations = new ArrayList<>(headerViolations(response, headers));
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            return violations;
        }
        String type = mediaType == null ? "" : mediaType.replaceFirst("\\s*;.*", "");
        if (!content.has(type)) {
            violations.add("media type '" + type + "' is not documented for " + status);
        } else if (type.endsWith("json")) {
            violations.addAll(bodyViolations(content.path(type).path("schema"), body == null ? "" : body));
        }
        return violations;
    }

    /** What a JSON text has that the schema, which may be a reference into the document, does not allow. */
    List<String> bodyViolations(JsonNode schema, String body) {
        JsonNode value;
        try {
            value = JsonMapper.shared().readTree(body);
        } catch (JacksonException broken) {
            return List.of("is not JSON: " + broken.getOriginalMessage());
        }
        List<String> violations = new ArrayList<>();
        schema(schema).validate(value).forEach(error -> violations.add(error.toString()));
        undeclared(schema, value, "", violations);
        return violations;
    }

    private List<String> headerViolations(JsonNode response, Map<String, String> headers) {
        Map<String, String> present = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        present.putAll(headers);
        List<String> violations = new ArrayList<>();
        response.path("headers").properties().forEach(entry -> {
            JsonNode header = resolved(entry.getValue());
            String value = present.get(entry.getKey());
            if (value == null) {
                if (header.path("required").asBoolean(false)) {
                    violations.add("header " + entry.getKey() + " is missing");
                }
                return;
            }
            JsonNode schema = header.path("schema");
            JsonNode typed = schema.path("type").asString("").equals("integer") && value.matches("\\d{1,18}")
                    ? JsonMapper.shared().getNodeFactory().numberNode(Long.parseLong(value))
                    : JsonMapper.shared().getNodeFactory().stringNode(value);
            schema(schema).validate(typed).forEach(error -> violations.add("header " + entry.getKey() + " " + error));
        });
        return violations;
    }

    private void undeclared(JsonNode schema, JsonNode value, String pointer, List<String> violations) {
        JsonNode shape = resolved(schema);
        if (value.isArray()) {
            for (int index = 0; index < value.size(); index++) {
                undeclared(shape.path("items"), value.get(index), pointer + "/" + index, violations);
            }
        } else if (value.isObject() && shape.has("properties")) {
            value.properties().forEach(field -> {
                String at = pointer + "/" + field.getKey();
                if (shape.path("properties").has(field.getKey())) {
                    undeclared(shape.path("properties").path(field.getKey()), field.getValue(), at, violations);
                } else {
                    violations.add(at + " is not documented");
                }
            });
        }
    }

    private Schema schema(JsonNode schema) {
        return schema.has("$ref")
                ? schemas.getSchema(
                        SchemaLocation.of(ADDRESS + schema.path("$ref").asString()))
                : schemas.getSchema(SchemaLocation.of(ADDRESS + "/inline"), schema);
    }

    /** The node itself, or what it refers to. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(document.at(node.path("$ref").asString().substring(1)))
                : node;
    }

    JsonNode document() {
        return document;
    }
}
