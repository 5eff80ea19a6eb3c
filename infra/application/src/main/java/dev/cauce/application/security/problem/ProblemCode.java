package dev.cauce.application.security.problem;

/**
 * Codes of the problems that HTTP itself can have. Clients branch on them, so a code once published keeps its name and
 * its meaning. What the buses and the domain turn down has the codes of {@code ErrorCode}, in the contracts.
 */
public enum ProblemCode {
    MALFORMED_REQUEST(400, "The request is not well-formed"),
    MALFORMED_JSON(400, "The body is not well-formed JSON"),
    BODY_MISSING(400, "The request needs a body"),
    UNKNOWN_PROPERTY(400, "The body has a property that is not known here"),
    TYPE_MISMATCH(400, "A value is of the wrong type"),
    INVALID_REQUEST(400, "A value breaks a rule"),
    PARAMETER_MISSING(400, "A parameter is missing"),
    HEADER_MISSING(400, "A header is missing"),
    UNAUTHENTICATED(401, "A token is needed"),
    INVALID_TOKEN(401, "The token is not accepted"),
    TOKEN_EXPIRED(401, "The token has expired"),
    TOKEN_REVOKED(401, "The token was revoked"),
    PERMISSION_DENIED(403, "The permission is missing"),
    NOT_FOUND(404, "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "The resource does not know this method"),
    NOT_ACCEPTABLE(406, "No answer in an accepted form"),
    CONFLICT(409, "The request conflicts with what is there"),
    VERSION_MISMATCH(412, "The resource has changed"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of a type that is not read here"),
    UNSUPPORTED_CONTENT_ENCODING(415, "The body is encoded in a way that is not read here"),
    UNPROCESSABLE(422, "The request cannot be carried out as it stands"),
    RATE_LIMITED(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    NOT_IMPLEMENTED(501, "The request uses a part of HTTP that is not offered"),
    IDENTITY_UNAVAILABLE(503, "The issuer of tokens cannot be reached"),
    STORAGE_FULL(503, "Storage full"),
    UNAVAILABLE(503, "Not available at the moment");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** One sentence for people, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The code for an answer of which nothing but its status is known. */
    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 412 -> VERSION_MISMATCH;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> UNPROCESSABLE;
            case 429 -> RATE_LIMITED;
            case 431 -> HEADERS_TOO_LARGE;
            case 501 -> NOT_IMPLEMENTED;
            case 503 -> UNAVAILABLE;
            default -> status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
