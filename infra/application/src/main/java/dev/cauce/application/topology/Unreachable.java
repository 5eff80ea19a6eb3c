package dev.cauce.application.topology;

import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.axonserver.connector.query.AxonServerQueryDispatchException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.queryhandling.NoHandlerForQueryException;

/**
 * What a failure is that says: a store, Axon Server, or whoever handles the message is not there at the moment. It is
 * no fault of the request, nor of the program, and may be over when it is tried again.
 */
public final class Unreachable {

    private static final List<Class<?>> AWAY = List.of(
            MongoTimeoutException.class,
            MongoSocketException.class,
            MongoServerUnavailableException.class,
            NoHandlerForCommandException.class,
            NoHandlerForQueryException.class,
            AxonServerCommandDispatchException.class,
            AxonServerQueryDispatchException.class);
    private static final int DEPTH = 20;

    private Unreachable() {}

    /** Whether it, or what caused it, is of that kind. */
    public static boolean isCauseOf(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(DEPTH)
                .anyMatch(Unreachable::isAway);
    }

    private static boolean isAway(Throwable thrown) {
        if (thrown instanceof StatusRuntimeException failed) {
            return failed.getStatus().getCode() == Status.Code.UNAVAILABLE;
        }
        if (thrown instanceof AxonServerException told) {
            // What the connector has no name for is what the server says of a handler whose connection it lost.
            return told.errorCode() == ErrorCode.CONNECTION_FAILED || told.errorCode() == ErrorCode.OTHER;
        }
        return AWAY.stream().anyMatch(type -> type.isInstance(thrown));
    }
}
