package dev.cauce.platform.rejection;

import dev.cauce.contracts.rejection.ErrorCode;

/**
 * A rule of the domain turned something down. The message is for the caller and holds no personal data. It costs no
 * stack trace: a rejection is an answer, not a fault.
 */
public final class Rejected extends RuntimeException {

    private final ErrorCode code;
    private final boolean repeated;

    public Rejected(ErrorCode code, String message) {
        this(code, message, false);
    }

    /** A rejection that may have been given before, under the same idempotency key. */
    public Rejected(ErrorCode code, String message, boolean repeated) {
        super(message, null, false, false);
        this.code = code;
        this.repeated = repeated;
    }

    /** Whether it was given before, under the same idempotency key, and is only told again. */
    public boolean repeated() {
        return repeated;
    }

    public ErrorCode code() {
        return code;
    }
}
