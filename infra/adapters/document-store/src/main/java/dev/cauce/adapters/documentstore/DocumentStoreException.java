package dev.cauce.adapters.documentstore;

import org.jspecify.annotations.Nullable;

/** The store could not be opened, copied or checked; the message says what to do about it. */
public final class DocumentStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Stable names of what can go wrong. */
    public enum Code {
        /** Another process, or another store of this one, has the folder open. */
        FOLDER_LOCKED,
        /** The folder cannot be made, read or written. */
        FOLDER_UNUSABLE,
        /** A newer version of Cauce wrote the folder. */
        FORMAT_NEWER,
        /** The folder is not a document store, or its format file is damaged. */
        FORMAT_UNKNOWN,
        /** RocksDB refuses the files. */
        DATA_UNREADABLE,
        /** The port is taken. */
        PORT_UNAVAILABLE,
        /** The target of a backup exists already or cannot be written. */
        BACKUP_FAILED
    }

    private final Code code;

    DocumentStoreException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    DocumentStoreException(Code code, String message) {
        this(code, message, null);
    }

    public Code code() {
        return code;
    }
}
