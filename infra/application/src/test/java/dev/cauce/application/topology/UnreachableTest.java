package dev.cauce.application.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import io.grpc.Status;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnreachableTest {

    static Stream<Throwable> away() {
        return Stream.of(
                new NoHandlerForCommandException("nobody"),
                new NoHandlerForQueryException("nobody"),
                new MongoTimeoutException("nobody"),
                new AxonServerCommandDispatchException(
                        ErrorCode.COMMAND_DISPATCH_ERROR.errorCode(), "gone", new IllegalStateException()),
                new AxonServerException(ErrorCode.CONNECTION_FAILED.errorCode(), "gone"),
                Status.UNAVAILABLE.asRuntimeException());
    }

    static Stream<Throwable> faults() {
        return Stream.of(
                new IllegalStateException("ours"),
                new ConcurrencyException("a race"),
                new AxonServerException(ErrorCode.DATAFILE_WRITE_ERROR.errorCode(), "full"),
                Status.OUT_OF_RANGE.asRuntimeException());
    }

    @ParameterizedTest
    @MethodSource("away")
    void whatIsAwayIsFoundAmongTheCauses(Throwable away) {
        assertThat(Unreachable.isCauseOf(away)).isTrue();
        assertThat(Unreachable.isCauseOf(new IllegalStateException(new IllegalStateException(away))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNoneOfIt(Throwable fault) {
        assertThat(Unreachable.isCauseOf(new IllegalStateException(fault))).isFalse();
    }
}
