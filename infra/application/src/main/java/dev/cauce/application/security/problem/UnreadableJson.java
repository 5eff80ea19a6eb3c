package dev.cauce.application.security.problem;

import dev.cauce.application.security.problem.Problem.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * Says where and why a body is not the JSON we asked for. Jackson's own messages stay inside: they name our classes and
 * quote the input.
 */
final class UnreadableJson {

    private static final int LONGEST_POINTER = 200;

    private UnreadableJson() {}

    static Problem problem(JacksonException thrown) {
        return switch (thrown) {
            case StreamConstraintsException tooMuch ->
                Problem.of(
                        ProblemCode.MALFORMED_JSON,
                        "It is nested too deeply, or a name, a text or a number in it is too long.");
            case UnrecognizedPropertyException unknown ->
                violation(ProblemCode.UNKNOWN_PROPERTY, unknown, "UNKNOWN_PROPERTY", "There is no such property here.");
            case InvalidNullException missing ->
                violation(ProblemCode.INVALID_REQUEST, missing, "NOT_NULL", "A value is needed.");
            case InvalidTypeIdException type ->
                violation(ProblemCode.TYPE_MISMATCH, type, "UNKNOWN_TYPE", "It does not say which known kind it is.");
            case InvalidFormatException format ->
                violation(ProblemCode.TYPE_MISMATCH, format, "TYPE_MISMATCH", "Expected " + expected(format) + ".");
            case MismatchedInputException mismatch ->
                violation(ProblemCode.TYPE_MISMATCH, mismatch, "TYPE_MISMATCH", "Expected " + expected(mismatch) + ".");
            case ValueInstantiationException refused ->
                violation(ProblemCode.INVALID_REQUEST, refused, "INVALID_VALUE", "The value is not allowed here.");
            case DatabindException other
            when !other.getPath().isEmpty() ->
                violation(ProblemCode.TYPE_MISMATCH, other, "TYPE_MISMATCH", "The value does not fit here.");
            default -> Problem.of(ProblemCode.MALFORMED_JSON, position(thrown));
        };
    }

    private static Problem violation(ProblemCode code, JacksonException thrown, String what, String message) {
        return Problem.of(code).violating(List.of(Violation.inBody(pointer(thrown), what, message)));
    }

    private static String pointer(JacksonException thrown) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : thrown.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : Pointers.escape(name));
        }
        return pointer.length() > LONGEST_POINTER ? pointer.substring(0, LONGEST_POINTER) : pointer.toString();
    }

    private static String expected(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        return type == null ? "another kind of value" : JsonKind.of(type);
    }

    private static String position(JacksonException thrown) {
        TokenStreamLocation location = thrown.getLocation();
        return Optional.ofNullable(location)
                .filter(known -> known.getLineNr() > 0)
                .map(known -> String.format(
                        Locale.ROOT, "It breaks off at line %d, column %d.", known.getLineNr(), known.getColumnNr()))
                .orElse("It cannot be read to its end.");
    }
}
