package dev.cauce.cli.api;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the server answered.
 *
 * @param status of HTTP
 * @param replayed whether the server had carried this request out before and repeats its answer
 * @param body JSON; a missing node when the answer had none, or was no JSON
 */
public record ApiAnswer(int status, boolean replayed, JsonNode body) {

    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Whether the same request, sent again in a while, may be answered otherwise. */
    public boolean mayPass() {
        return BUSY.contains(status) || (status == 409 && !replayed && ServerCodes.PASSING_CONFLICTS.contains(code()));
    }

    /** The stable code of an RFC 9457 problem; {@code HTTP_418} when the answer was no problem document. */
    public String code() {
        return text("code").orElse("HTTP_" + status);
    }

    /** What the problem says, in one line. */
    public String message() {
        String title = text("title").orElse("the server answered " + status);
        return text("detail")
                .map(detail -> detail.equals(title) ? title : title + ": " + detail)
                .orElse(title)
                .replaceAll("\\s+", " ");
    }

    /** A text of the body. */
    public Optional<String> text(String field) {
        JsonNode node = body.path(field);
        return node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }
}
