package dev.cauce.platform.personaldata;

import org.axonframework.serialization.SerializationException;

/**
 * An event with personal data cannot be written or read. It never quotes a value and has no cause, since a parser's
 * message may quote one.
 */
public final class PersonalDataUnreadable extends SerializationException {

    /** What is wrong; names are stable. */
    public enum Reason {
        /** The key is there and does not fit: the value was altered, or moved from another subject, field or tenant. */
        TAMPERED,
        /** The value is encrypted in a format that this version does not know. */
        FORMAT_UNKNOWN,
        /** The tenant or the subject that the key belongs to is absent. */
        SUBJECT_MISSING,
        /** The payload and the event's class do not fit together. */
        PAYLOAD_MALFORMED
    }

    private final Reason reason;

    public PersonalDataUnreadable(Reason reason, String message) {
        super(reason + ": " + message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
