package dev.cauce.platform.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.rejection.RejectionDetails;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class RejectionsTest {

    @Test
    void findsARejectionAmongCauses() {
        Rejected rejected = new Rejected(ErrorCode.VERSION_MISMATCH, "no");

        assertThat(Rejections.in(new IllegalStateException(rejected))).containsSame(rejected);
        assertThat(Rejections.in(new IllegalStateException("no"))).isEmpty();
    }

    @Test
    void readsWhatCrossedTheBus() {
        assertThat(Rejections.in(crossed(ErrorCode.VERSION_MISMATCH))).hasValueSatisfying(found -> {
            assertThat(found.code()).isEqualTo(ErrorCode.VERSION_MISMATCH);
            assertThat(found).hasMessage("told");
            assertThat(found.repeated()).isTrue();
        });
        assertThat(Rejections.lostARace(crossed(ErrorCode.VERSION_MISMATCH))).isFalse();
    }

    @Test
    void knowsALostRaceInEachOfItsForms() {
        assertThat(Rejections.lostARace(new IllegalStateException(new ConcurrencyException("x"))))
                .isTrue();
        assertThat(Rejections.lostARace(new AggregateStreamCreationException("x", null)))
                .isTrue();
        assertThat(Rejections.lostARace(new IllegalStateException("AXONIQ-2000: taken")))
                .isTrue();
        assertThat(Rejections.lostARace(crossed(ErrorCode.CONCURRENT_CHANGE))).isTrue();
        assertThat(Rejections.in(crossed(ErrorCode.CONCURRENT_CHANGE))).isEmpty();
        assertThat(Rejections.lostARace(new IllegalStateException("AXONIQ-4000")))
                .isFalse();
    }

    private static Throwable crossed(ErrorCode code) {
        return new IllegalStateException(
                new CommandExecutionException("x", null, new RejectionDetails(code, "told", true), false));
    }
}
