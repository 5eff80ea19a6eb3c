package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Locale;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The disk did not do what was asked; answered to the client under MongoDB's own error codes. */
final class StorageFailure extends MongoServerError {

    private static final long serialVersionUID = 1L;

    /** MongoDB's code for a full disk. */
    static final int OUT_OF_DISK_SPACE = 14031;

    private static final int INTERNAL_ERROR = 1;

    private StorageFailure(int code, String name, String message, Throwable cause) {
        super(code, name, message, cause);
    }

    private StorageFailure(int code, String name, String message) {
        super(code, name, message);
    }

    static StorageFailure of(RocksDBException cause) {
        if (isOutOfSpace(cause)) {
            return new StorageFailure(
                    OUT_OF_DISK_SPACE,
                    "OutOfDiskSpace",
                    "the disk of the document store is full; free some space and writes go on by themselves",
                    cause);
        }
        return new StorageFailure(
                INTERNAL_ERROR, "InternalError", "the document store's disk failed: " + cause.getMessage(), cause);
    }

    static StorageFailure outOfSpace(long usableBytes, long reserveBytes) {
        return new StorageFailure(
                OUT_OF_DISK_SPACE,
                "OutOfDiskSpace",
                "the disk of the document store has " + usableBytes + " bytes left and keeps " + reserveBytes
                        + " in reserve; free some space and writes go on by themselves");
    }

    static StorageFailure closed() {
        return new StorageFailure(INTERNAL_ERROR, "InternalError", "the document store is not open");
    }

    static boolean isOutOfSpace(RocksDBException cause) {
        Status status = cause.getStatus();
        if (status != null && status.getSubCode() == Status.SubCode.NoSpace) {
            return true;
        }
        String message = cause.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("no space left");
    }
}
