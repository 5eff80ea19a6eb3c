package dev.cauce.application.topology;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import dev.cauce.adapters.eventstore.StoreError;
import dev.cauce.adapters.eventstore.StoreException;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.rejection.Rejected;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a failure says of the stores, for whoever sent the message: that one cannot be reached, or has no room left.
 * Nothing was done then, and the same message may succeed later. What there is to mend is in the log, once.
 */
public final class StoreTroubles {

    /** MongoDB's OutOfDiskSpace, by which the embedded document store too refuses what makes it grow. */
    private static final int OUT_OF_DISK_SPACE = 14031;

    private static final int DEPTH = 20;

    private StoreTroubles() {}

    /** What to tell, where it, or what caused it, is a trouble of a store. */
    public static Optional<Rejected> in(Throwable thrown) {
        if (causes(thrown).anyMatch(StoreTroubles::isFull)) {
            return Optional.of(new Rejected(
                    ErrorCode.STORAGE_FULL,
                    "The disk of the server is full, and nothing was written. It takes requests again by itself once"
                            + " there is room."));
        }
        if (Unreachable.isCauseOf(thrown) || causes(thrown).anyMatch(StoreTroubles::cannotWork)) {
            return Optional.of(
                    new Rejected(ErrorCode.UNAVAILABLE, "A store cannot do its work at the moment; try again."));
        }
        return Optional.empty();
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(DEPTH);
    }

    private static boolean isFull(Throwable thrown) {
        return switch (thrown) {
            case StoreException events -> events.error() == StoreError.DISK_FULL;
            case KeyringFault keys -> keys.reason() == KeyringFault.Reason.STORE_FULL;
            case MongoBulkWriteException documents ->
                documents.getWriteErrors().stream().anyMatch(error -> error.getCode() == OUT_OF_DISK_SPACE);
            case MongoException documents -> documents.getCode() == OUT_OF_DISK_SPACE;
            default -> false;
        };
    }

    /** What was stored is not at fault, and it may be over when it is tried again. */
    private static boolean cannotWork(Throwable thrown) {
        return switch (thrown) {
            case StoreException events ->
                switch (events.error()) {
                    case IO_FAILED, OVERLOADED, CLOSED -> true;
                    default -> false;
                };
            case KeyringFault keys -> keys.reason() == KeyringFault.Reason.STORE_UNAVAILABLE;
            // Whoever waited for a store was told to stop, as the process ends.
            case InterruptedException interrupted -> true;
            case MongoInterruptedException interrupted -> true;
            default -> false;
        };
    }
}
