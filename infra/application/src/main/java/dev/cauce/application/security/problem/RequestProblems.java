package dev.cauce.application.security.problem;

import dev.cauce.application.security.problem.Problem.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/**
 * Problems that a request has before the domain ever sees it, as Spring MVC, Jackson, Bean Validation and Tomcat throw
 * them.
 */
final class RequestProblems implements ProblemTranslator {

    private final long bodyLimit;

    RequestProblems(long bodyLimit) {
        this.bodyLimit = bodyLimit;
    }

    @Override
    public @Nullable Problem translate(Throwable thrown) {
        if (Causes.find(thrown, BodyTooLarge.class).isPresent()) {
            return BodyTooLarge.problem(bodyLimit);
        }
        if (Causes.find(thrown, BodyBroken.class).isPresent()) {
            return BodyBroken.problem();
        }
        return switch (thrown) {
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentNotValidException invalid -> invalidBody(invalid.getBindingResult());
            case BindException invalid -> invalidParameters(invalid.getBindingResult());
            case HandlerMethodValidationException invalid -> invalidArguments(invalid);
            case ConstraintViolationException invalid -> invalidValues(invalid.getConstraintViolations());
            case MethodArgumentTypeMismatchException mismatch ->
                parameterMismatch(mismatch.getName(), mismatch.getRequiredType());
            case TypeMismatchException mismatch
            when mismatch.getPropertyName() != null ->
                parameterMismatch(mismatch.getPropertyName(), mismatch.getRequiredType());
            case MissingRequestHeaderException missing -> missing(ProblemCode.HEADER_MISSING, missing.getHeaderName());
            case MissingServletRequestParameterException missing ->
                missing(ProblemCode.PARAMETER_MISSING, missing.getParameterName());
            case ServletRequestBindingException other -> Problem.of(ProblemCode.PARAMETER_MISSING);
            case HttpRequestMethodNotSupportedException wrong -> wrongMethod(wrong.getSupportedHttpMethods());
            case HttpMediaTypeNotSupportedException wrong -> mediaType(ProblemCode.UNSUPPORTED_MEDIA_TYPE, wrong);
            case HttpMediaTypeNotAcceptableException wrong -> mediaType(ProblemCode.NOT_ACCEPTABLE, wrong);
            case NoResourceFoundException none -> Problem.of(ProblemCode.NOT_FOUND);
            case NoHandlerFoundException none -> Problem.of(ProblemCode.NOT_FOUND);
            case AccessDeniedException denied -> Problem.of(ProblemCode.PERMISSION_DENIED);
            case RequestRejectedException rejected -> Problem.of(ProblemCode.MALFORMED_REQUEST);
            case AsyncRequestTimeoutException late ->
                Problem.of(ProblemCode.UNAVAILABLE).withHeader("Retry-After", "1");
            case InvalidParameterException bad -> badParameters(bad);
            case BadRequestException bad -> Problem.of(ProblemCode.MALFORMED_REQUEST);
            case ErrorResponse other
            when thrown instanceof Exception -> byStatus(other.getStatusCode().value());
            default -> null;
        };
    }

    private static Problem unreadable(HttpMessageNotReadableException unreadable) {
        Throwable cause = unreadable.getCause();
        if (cause == null) {
            return Problem.of(ProblemCode.BODY_MISSING);
        }
        if (Causes.find(unreadable, CharacterCodingException.class).isPresent()
                || Causes.find(unreadable, java.io.CharConversionException.class)
                        .isPresent()) {
            return Problem.of(ProblemCode.MALFORMED_JSON, "It is not written in UTF-8.");
        }
        return Causes.find(unreadable, JacksonException.class)
                .map(UnreadableJson::problem)
                .orElseGet(() -> Problem.of(ProblemCode.MALFORMED_REQUEST, "The body cannot be read."));
    }

    private static Problem invalidBody(BindingResult result) {
        return Problem.of(ProblemCode.INVALID_REQUEST)
                .violating(result.getAllErrors().stream()
                        .map(error -> Violation.inBody(
                                error instanceof FieldError field ? Pointers.ofPropertyPath(field.getField()) : "",
                                code(error),
                                message(error)))
                        .toList());
    }

    private static Problem invalidParameters(BindingResult result) {
        return Problem.of(ProblemCode.INVALID_REQUEST)
                .violating(result.getAllErrors().stream()
                        .map(error -> Violation.ofParameter(
                                error instanceof FieldError field ? field.getField() : error.getObjectName(),
                                code(error),
                                message(error)))
                        .toList());
    }

    private static Problem invalidArguments(HandlerMethodValidationException invalid) {
        if (invalid.isForReturnValue()) {
            // What we were about to answer breaks our own contract: not the caller's doing.
            return Problem.of(ProblemCode.INTERNAL_ERROR);
        }
        return Problem.of(ProblemCode.INVALID_REQUEST)
                .violating(invalid.getParameterValidationResults().stream()
                        .flatMap(result -> result.getResolvableErrors().stream()
                                .map(error -> ofArgument(result.getMethodParameter(), error)))
                        .toList());
    }

    private static Violation ofArgument(
            org.springframework.core.MethodParameter parameter, MessageSourceResolvable error) {
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return Violation.inBody(
                    error instanceof FieldError field ? Pointers.ofPropertyPath(field.getField()) : "",
                    code(error),
                    message(error));
        }
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        String name = header != null && !header.name().isEmpty() ? header.name() : parameter.getParameterName();
        return Violation.ofParameter(name == null ? "" : name, code(error), message(error));
    }

    private static Problem invalidValues(Set<ConstraintViolation<?>> violations) {
        return Problem.of(ProblemCode.INVALID_REQUEST)
                .violating(violations.stream()
                        .map(violation -> Violation.inBody(
                                Pointers.ofPropertyPath(
                                        violation.getPropertyPath().toString()),
                                upperSnakeCase(violation
                                        .getConstraintDescriptor()
                                        .getAnnotation()
                                        .annotationType()
                                        .getSimpleName()),
                                violation.getMessage()))
                        .toList());
    }

    private static Problem parameterMismatch(String name, @Nullable Class<?> type) {
        String message = "Expected " + (type == null ? "another kind of value" : JsonKind.of(type)) + ".";
        return Problem.of(ProblemCode.TYPE_MISMATCH)
                .violating(List.of(Violation.ofParameter(name, "TYPE_MISMATCH", message)));
    }

    private static Problem missing(ProblemCode code, String name) {
        return Problem.of(code).violating(List.of(Violation.ofParameter(name, code.name(), code.title() + ".")));
    }

    private static Problem wrongMethod(@Nullable Set<HttpMethod> supported) {
        Problem problem = Problem.of(ProblemCode.METHOD_NOT_ALLOWED);
        return supported == null
                ? problem
                : problem.withHeader(
                        "Allow",
                        supported.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")));
    }

    private static Problem mediaType(ProblemCode code, HttpMediaTypeException wrong) {
        List<MediaType> supported = wrong.getSupportedMediaTypes();
        return supported.isEmpty()
                ? Problem.of(code)
                : Problem.of(code, "Known here: " + MediaType.toString(supported) + ".");
    }

    private static Problem badParameters(InvalidParameterException bad) {
        return bad.getErrorCode() == ProblemCode.BODY_TOO_LARGE.status()
                ? Problem.of(ProblemCode.BODY_TOO_LARGE).withHeader("Connection", "close")
                : Problem.of(ProblemCode.MALFORMED_REQUEST, "A parameter cannot be decoded.");
    }

    private static @Nullable Problem byStatus(int status) {
        return status >= 400 && status < 500
                ? Problem.of(ProblemCode.ofStatus(status)).withStatus(status)
                : null;
    }

    private static String message(MessageSourceResolvable error) {
        if (Stream.ofNullable(error.getCodes()).flatMap(Stream::of).anyMatch(code -> code.equals("typeMismatch"))) {
            // Spring's message for it quotes the value and names our types.
            return "The value is of the wrong type.";
        }
        String message = error.getDefaultMessage();
        return message == null ? "The value breaks a rule." : message;
    }

    /** The last of Spring's codes is the plain name of the constraint. */
    private static String code(MessageSourceResolvable error) {
        String[] codes = error.getCodes();
        return codes == null || codes.length == 0 ? "INVALID" : upperSnakeCase(codes[codes.length - 1]);
    }

    private static String code(ObjectError error) {
        return error.getCode() == null ? "INVALID" : upperSnakeCase(error.getCode());
    }

    private static String upperSnakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
