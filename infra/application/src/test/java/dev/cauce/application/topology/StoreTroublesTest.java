package dev.cauce.application.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoTimeoutException;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.personaldata.KeyringFault.Reason;
import dev.cauce.platform.rejection.Rejected;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreTroublesTest {

    private static Optional<ErrorCode> codeOf(Throwable cause) {
        return StoreTroubles.in(new IllegalStateException("a command failed", cause))
                .map(Rejected::code);
    }

    static Stream<Throwable> full() {
        return Stream.of(
                new MongoException(14031, "OutOfDiskSpace"), new KeyringFault(Reason.STORE_FULL, "the disk is full"));
    }

    static Stream<Throwable> passing() {
        return Stream.of(
                new MongoTimeoutException("nobody"),
                new MongoInterruptedException("stop", new InterruptedException()),
                new InterruptedException(),
                new KeyringFault(Reason.STORE_UNAVAILABLE, "closed"));
    }

    static Stream<Throwable> faults() {
        return Stream.of(
                new MongoException(11000, "DuplicateKey"),
                new KeyringFault(Reason.KEY_MISSING, "ours"),
                new IllegalStateException("ours"));
    }

    @ParameterizedTest
    @MethodSource("full")
    void aFullDiskIsToldAsSuch(Throwable full) {
        assertThat(codeOf(full)).contains(ErrorCode.STORAGE_FULL);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatMayBeOverLaterIsToldAsSuch(Throwable passing) {
        assertThat(codeOf(passing)).contains(ErrorCode.UNAVAILABLE);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNoTroubleOfAStore(Throwable fault) {
        assertThat(codeOf(fault)).isEmpty();
    }
}
