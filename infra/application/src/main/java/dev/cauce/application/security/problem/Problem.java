package dev.cauce.application.security.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One problem, ready to be written as RFC 9457 {@code application/problem+json}: {@code type} (a URN made of the code),
 * {@code title}, {@code status}, {@code code}, and where there is more to say {@code detail}, {@code correlationId} and
 * {@code errors}, within the sizes that the API's document promises.
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

    private static final int DETAIL = 2_000;
    private static final int DETAIL_OF_ONE = 500;
    private static final int POINTER = 512;
    private static final int PARAMETER = 128;
    private static final int LISTED = 100;
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
     * @param code what is wrong, stable: the constraint's name ({@code NOT_BLANK}), {@code UNKNOWN_PROPERTY},
     *     {@code TYPE_MISMATCH}
     * @param detail the same for people; never repeats the value
     */
    public record Violation(
            @Nullable String pointer, @Nullable String parameter, String code, String detail) {

        public static Violation inBody(String pointer, String code, String detail) {
            return new Violation(pointer, null, code, detail);
        }

        public static Violation ofParameter(String parameter, String code, String detail) {
            return new Violation(null, parameter, code, detail);
        }
    }

    public static Problem of(ProblemCode code) {
        return new Problem(code.status(), code.name(), code.title(), null, List.of(), Map.of());
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

    /**
     * The document, in UTF-8.
     *
     * @param correlationId finds the request in logs and traces
     */
    byte[] document(@Nullable String correlationId) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:cauce:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
        members.put("title", title);
        members.put("status", status);
        members.put("code", code);
        if (detail != null) {
            members.put("detail", cut(detail, DETAIL));
        }
        if (correlationId != null) {
            members.put("correlationId", correlationId);
        }
        if (!violations.isEmpty()) {
            List<Map<String, String>> errors = new ArrayList<>();
            for (Violation violation : violations.subList(0, Math.min(violations.size(), LISTED))) {
                Map<String, String> error = new LinkedHashMap<>();
                if (violation.pointer() != null) {
                    error.put("pointer", cut(violation.pointer(), POINTER));
                }
                if (violation.parameter() != null) {
                    error.put("parameter", cut(violation.parameter(), PARAMETER));
                }
                error.put("code", violation.code());
                error.put("detail", cut(violation.detail(), DETAIL_OF_ONE));
                errors.add(error);
            }
            members.put("errors", errors);
        }
        return JSON.writeValueAsBytes(members);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
