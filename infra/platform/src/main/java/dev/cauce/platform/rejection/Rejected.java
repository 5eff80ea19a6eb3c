package dev.cauce.platform.rejection;

import dev.cauce.contracts.rejection.ErrorCode;

/**
 * A rule of the domain turned something down. The message is for the caller and holds no personal data. It costs no
 * stack trace: a rejection is an answer, not a fault.
 */
public final class Rejected extends RuntimeException {

    private final ErrorCode code;

    public Rejected(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
