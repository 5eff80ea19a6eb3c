package dev.cauce.application.security.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One problem, ready to be written as RFC 9457 {@code application/problem+json}: {@code type} (a URN made of the code),
 * {@code title}, {@code status}, {@code code}, and where there is more to say {@code detail} and {@code errors}.
 *
 * @param status HTTP status, 400 to 599
 * @param code stable code, of {@link ProblemCode} or of the contracts
 * @param title one sentence, the same for every occurrence of the code
 * @param detail what is wrong with this request, for its sender; never a message of ours to ourselves
 * @param violations single values that are wrong
 * @param headers headers that the answer must carry, {@code Retry-After} and the like
 */
public record Problem(
        int status,
        String code,
        String title,
        @Nullable String detail,
        List<Violation> violations,
        Map<String, String> headers) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Problem {
        violations = List.copyOf(violations);
        headers = Map.copyOf(headers);
    }

    /**
     * A value that is wrong.
     *
     * @param pointer where it stands in the body, as a JSON pointer; null when it is no part of the body
     * @param parameter name of the query parameter, path variable or header; null when it is part of the body
     * @param code what is wrong, stable: the constraint's name in snake case, {@code unknown_property}, {@code type_mismatch}
     * @param message the same for people
     */
    public record Violation(
            @Nullable String pointer, @Nullable String parameter, String code, String message) {

        public static Violation inBody(String pointer, String code, String message) {
            return new Violation(pointer, null, code, message);
        }

        public static Violation ofParameter(String parameter, String code, String message) {
            return new Violation(null, parameter, code, message);
        }
    }

    public static Problem of(ProblemCode code) {
        return new Problem(code.status(), code.code(), code.title(), null, List.of(), Map.of());
    }

    public static Problem of(ProblemCode code, String detail) {
        return of(code).detailed(detail);
    }

    public Problem detailed(String text) {
        return new Problem(status, code, title, text, violations, headers);
    }

    public Problem violating(List<Violation> found) {
        return new Problem(status, code, title, detail, found, headers);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, code, title, detail, violations, more);
    }

    /** The same problem under the status that a layer below has already settled on. */
    Problem withStatus(int settled) {
        return new Problem(settled, code, title, detail, violations, headers);
    }

    /** The document, in UTF-8. */
    byte[] document() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:cauce:problem:" + code);
        members.put("title", title);
        members.put("status", status);
        members.put("code", code);
        if (detail != null) {
            members.put("detail", detail);
        }
        if (!violations.isEmpty()) {
            List<Map<String, String>> errors = new ArrayList<>();
            for (Violation violation : violations) {
                Map<String, String> error = new LinkedHashMap<>();
                if (violation.pointer() != null) {
                    error.put("pointer", violation.pointer());
                }
                if (violation.parameter() != null) {
                    error.put("parameter", violation.parameter());
                }
                error.put("code", violation.code());
                error.put("message", violation.message());
                errors.add(error);
            }
            members.put("errors", errors);
        }
        return JSON.writeValueAsBytes(members);
    }
}
