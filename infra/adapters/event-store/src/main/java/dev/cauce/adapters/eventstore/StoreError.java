package dev.cauce.adapters.eventstore;

/** What can be wrong with an event store, each with a code that stays the same across releases. */
public enum StoreError {
    /** The folder was written by a newer release. */
    FOLDER_NEWER("event-store-folder-newer"),
    /** The folder was written by an older release and no migration leads from there. */
    FOLDER_WITHOUT_MIGRATION("event-store-folder-without-migration"),
    /** The folder holds something that is not an event store, or an event store that lost a part. */
    FOLDER_FOREIGN("event-store-folder-foreign"),
    /** Another process, or another store of this process, has the folder open. */
    FOLDER_IN_USE("event-store-folder-in-use"),
    /** The folder cannot be read or written at all. */
    FOLDER_UNUSABLE("event-store-folder-unusable"),
    /** Stored bytes are not what was written. */
    CORRUPT("event-store-corrupt"),
    /** Too little space is left on the disk; appends work again once there is more. */
    DISK_FULL("event-store-disk-full"),
    /** The operating system failed to read or write. */
    IO_FAILED("event-store-io-failed"),
    /** More appends wait than the queue holds, for longer than an append may wait. */
    OVERLOADED("event-store-overloaded"),
    /** The store was closed. */
    CLOSED("event-store-closed"),
    /** An event is larger than the store takes, or has an identifier that it cannot keep. */
    EVENT_REFUSED("event-store-event-refused"),
    /** A tracking token lies beyond the last event: what it belongs to is newer than this store. */
    TOKEN_AHEAD("event-store-token-ahead");

    private final String code;

    StoreError(String code) {
        this.code = code;
    }

    /** The code as callers and logs know it. */
    public String code() {
        return code;
    }
}
