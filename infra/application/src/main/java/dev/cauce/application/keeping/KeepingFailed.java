package dev.cauce.application.keeping;

/** What was asked for could not be done; the message says why and how to mend it. */
public final class KeepingFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeepingFailed(String message) {
        super(message, null, false, false);
    }

    KeepingFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** Always present, unlike that of other exceptions. */
    String text() {
        return String.valueOf(getMessage());
    }
}
