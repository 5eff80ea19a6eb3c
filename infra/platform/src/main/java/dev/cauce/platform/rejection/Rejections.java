package dev.cauce.platform.rejection;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.rejection.RejectionDetails;
import java.util.Optional;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Reads what came back over a bus. */
public final class Rejections {

    /** The code by which Axon Server reports a sequence conflict; it never arrives as a ConcurrencyException. */
    private static final String AXON_SERVER_CONFLICT = "AXONIQ-2000";

    private Rejections() {}

    /** The rejection inside a failure of a bus, if it is one. */
    public static Optional<Rejected> in(Throwable failure) {
        for (Throwable at = failure; at != null; at = cause(at)) {
            if (at instanceof Rejected rejected) {
                return Optional.of(rejected);
            }
            if (at instanceof HandlerExecutionException crossed) {
                Optional<Object> details = crossed.getDetails();
                if (details.orElse(null) instanceof RejectionDetails told && !isRace(told)) {
                    return Optional.of(new Rejected(told.code(), told.message(), told.repeated()));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether another append came first, so that trying again may help. */
    public static boolean lostARace(Throwable failure) {
        for (Throwable at = failure; at != null; at = cause(at)) {
            String message = at.getMessage();
            if (at instanceof ConcurrencyException
                    || at instanceof AggregateStreamCreationException
                    || (message != null && message.contains(AXON_SERVER_CONFLICT))
                    || (at instanceof HandlerExecutionException crossed
                            && crossed.getDetails().orElse(null) instanceof RejectionDetails told
                            && isRace(told))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRace(RejectionDetails told) {
        return told.code() == ErrorCode.CONCURRENT_CHANGE;
    }

    /** What a race that was lost every time is called. */
    public static Rejected lastRaceLost() {
        return new Rejected(ErrorCode.CONCURRENT_CHANGE, "It is being changed by others; try again.");
    }

    private static @Nullable Throwable cause(Throwable at) {
        return at.getCause();
    }
}
