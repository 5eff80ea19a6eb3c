package dev.cauce.platform.personaldata;

import org.jspecify.annotations.Nullable;

/** The key store cannot do what was asked. The message says what to mend and holds neither keys nor personal data. */
public final class KeyringFault extends RuntimeException {

    /** What is wrong; names are stable. */
    public enum Reason {
        /** The configured master key is not what its format says. */
        MASTER_KEY_MALFORMED,
        /** There are keys, but no master key to unwrap them with. */
        MASTER_KEY_MISSING,
        /** The master key is not the one that wrapped these keys. */
        MASTER_KEY_WRONG,
        /** A ciphertext exists and its key was never in this store. */
        KEY_MISSING,
        /** A stored record is not what was written. */
        RECORD_DAMAGED,
        /** The store was written by a newer version. */
        FORMAT_TOO_NEW,
        /** Another process has the store open. */
        STORE_IN_USE,
        /** The store's disk is full. */
        STORE_FULL,
        /** The store does not answer, cannot write, or is closed. */
        STORE_UNAVAILABLE
    }

    private final Reason reason;

    public KeyringFault(Reason reason, String message) {
        this(reason, message, null);
    }

    public KeyringFault(Reason reason, String message, @Nullable Throwable cause) {
        super(reason + ": " + message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
