package dev.cauce.rest.contract;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An operation of the document.
 *
 * @param method in capitals
 * @param path with its parameters in braces
 * @param node the operation object, references unresolved
 */
public record Operation(String method, String path, String operationId, JsonNode node) {

    /** The media types of a successful answer. */
    public List<String> mediaTypes() {
        return node.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .flatMap(response -> response.getValue().path("content").propertyNames().stream())
                .toList();
    }

    boolean matches(String requestMethod, String requestPath) {
        return method.equals(requestMethod) && pattern().matcher(requestPath).matches();
    }

    /** How many segments are parameters; of two paths that match, the more literal one is meant. */
    long parameters() {
        return path.chars().filter(character -> character == '{').count();
    }

    private Pattern pattern() {
        return Pattern.compile(Pattern.compile("/")
                .splitAsStream(path)
                .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/")));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
