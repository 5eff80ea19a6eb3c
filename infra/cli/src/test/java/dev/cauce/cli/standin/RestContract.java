package dev.cauce.cli.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/**
 * The project's own OpenAPI documents, read from where they stand, so that a request the real server would refuse is
 * refused in a test too. Knows the keywords of JSON Schema that they use in bodies of requests.
 */
final class RestContract {
    private static final Path DOCUMENTS =
            Path.of("..", "..", "api-contracts", "rest", "src", "main", "resources", "openapi");

    private final Map<String, Map<?, ?>> schemas = new HashMap<>();
    private final Map<String, Map<?, ?>> bodies = new HashMap<>();

    RestContract() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(DOCUMENTS, "*.yaml")) {
            for (Path file : files) {
                read(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Map<?, ?> document) {
        child(child(document, "components"), "schemas")
                .forEach((name, schema) -> schemas.put((String) name, (Map<?, ?>) schema));
        child(document, "paths").forEach((path, operations) -> {
            Map<?, ?> body = child(child(child((Map<?, ?>) operations, "post"), "requestBody"), "content");
            if (!body.isEmpty()) {
                String pattern = ((String) path).replaceAll("\\{[^}]+}", "[^/]+");
                bodies.put(pattern, child(child(body, "application/json"), "schema"));
            }
        });
    }

    /** What is wrong with a body that is posted to a path; empty when nothing is. */
    Optional<String> fault(String path, JsonNode body) {
        return bodies.entrySet().stream()
                .filter(entry -> path.matches(entry.getKey()))
                .findFirst()
                .map(entry -> fault("", entry.getValue(), body))
                .orElse(Optional.of("nothing can be posted to " + path));
    }

    private Optional<String> fault(String at, Map<?, ?> schema, JsonNode value) {
        Map<?, ?> resolved = resolve(schema);
        return switch (String.valueOf(resolved.get("type"))) {
            case "object" -> object(at, resolved, value);
            case "array" -> array(at, resolved, value);
            case "string" -> string(at, resolved, value);
            case "integer" -> integer(at, resolved, value);
            default -> Optional.of(at + ": this test does not know the type " + resolved.get("type"));
        };
    }

    private Optional<String> object(String at, Map<?, ?> schema, JsonNode value) {
        if (!value.isObject()) {
            return Optional.of(at + " is no object");
        }
        Map<?, ?> properties = child(schema, "properties");
        for (Object required : (List<?>) Objects.requireNonNullElse(schema.get("required"), List.of())) {
            if (!value.has((String) required)) {
                return Optional.of(at + "/" + required + " is missing");
            }
        }
        if (schema.get("maxProperties") instanceof Integer most && value.size() > most) {
            return Optional.of(at + " has more than " + most + " properties");
        }
        Map<?, ?> names = child(schema, "propertyNames");
        for (String name : value.propertyNames()) {
            if (names.get("maxLength") instanceof Integer longest && name.length() > longest) {
                return Optional.of(at + "/" + name + " has too long a name");
            }
            Map<?, ?> property = properties.containsKey(name)
                    ? child(properties, name)
                    : schema.get("additionalProperties") instanceof Map<?, ?> others ? others : Map.of();
            if (property.isEmpty() && Boolean.TRUE.equals(schema.get("additionalProperties"))) {
                continue;
            }
            if (property.isEmpty()) {
                return Optional.of(at + "/" + name + " is unknown");
            }
            Optional<String> fault = fault(at + "/" + name, property, value.path(name));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<String> array(String at, Map<?, ?> schema, JsonNode value) {
        if (!value.isArray()
                || (schema.get("minItems") instanceof Integer least && value.size() < least)
                || (schema.get("maxItems") instanceof Integer most && value.size() > most)) {
            return Optional.of(at + " is no array of that size");
        }
        for (JsonNode item : value) {
            Optional<String> fault = fault(at + "/-", child(schema, "items"), item);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> string(String at, Map<?, ?> schema, JsonNode value) {
        if (!value.isString()) {
            return Optional.of(at + " is no string");
        }
        String text = value.asString();
        boolean wrong = (schema.get("enum") instanceof List<?> values && !values.contains(text))
                || (schema.get("pattern") instanceof String pattern && !text.matches(pattern))
                || (schema.get("minLength") instanceof Integer shortest && text.length() < shortest)
                || (schema.get("maxLength") instanceof Integer longest && text.length() > longest)
                || ("date-time".equals(schema.get("format")) && !isDateTime(text))
                || ("email".equals(schema.get("format")) && !text.contains("@"));
        return wrong ? Optional.of(at + " is not as the contract says") : Optional.empty();
    }

    private static boolean isDateTime(String text) {
        try {
            return OffsetDateTime.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Optional<String> integer(String at, Map<?, ?> schema, JsonNode value) {
        boolean wrong = !value.isIntegralNumber()
                || (schema.get("minimum") instanceof Number least
                        && value.decimalValue().compareTo(decimal(least)) < 0)
                || (schema.get("maximum") instanceof Number most
                        && value.decimalValue().compareTo(decimal(most)) > 0);
        return wrong ? Optional.of(at + " is no integer within its bounds") : Optional.empty();
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }

    private Map<?, ?> resolve(Map<?, ?> schema) {
        return schema.get("$ref") instanceof String reference
                ? resolve(Objects.requireNonNull(
                        schemas.get(reference.substring(reference.lastIndexOf('/') + 1)), reference))
                : schema;
    }

    private static Map<?, ?> child(Map<?, ?> map, Object key) {
        return map.get(key) instanceof Map<?, ?> found ? found : Map.of();
    }
}
