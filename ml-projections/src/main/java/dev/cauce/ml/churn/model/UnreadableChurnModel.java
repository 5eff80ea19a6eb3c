package dev.cauce.ml.churn.model;

/** Bytes that are no churn model that this version can use; {@link #code} is stable. */
public final class UnreadableChurnModel extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why the bytes were refused. */
    public enum Code {
        /** They do not begin as a churn model does. */
        CHURN_MODEL_FOREIGN,
        /** They are of a format this version does not know. */
        CHURN_MODEL_FORMAT_UNKNOWN,
        /** They are not what was written: cut short, longer, or changed. */
        CHURN_MODEL_CORRUPT,
        /** They are whole, and yet no model that may be loaded. */
        CHURN_MODEL_INVALID
    }

    private final Code code;

    UnreadableChurnModel(Code code, String message) {
        super(message);
        this.code = code;
    }

    UnreadableChurnModel(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
