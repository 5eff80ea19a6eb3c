package dev.cauce.platform.rejection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cauce.contracts.rejection.ErrorCode;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.Test;

class RejectionTranslationTest {

    private final RejectionTranslation translation =
            new RejectionTranslation(failure -> failure instanceof UncheckedIOException
                    ? Optional.of(new Rejected(ErrorCode.UNAVAILABLE, "away"))
                    : Optional.empty());

    private Throwable thrownFor(RuntimeException failure) {
        UnitOfWork<CommandMessage<?>> unitOfWork =
                DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("a command"));
        try {
            InterceptorChain chain = () -> {
                throw failure;
            };
            return catchThrowable(() -> translation.handle(unitOfWork, chain));
        } finally {
            unitOfWork.rollback();
        }
    }

    @Test
    void whoeverSentItIsToldThatAStoreIsAway() {
        Throwable told = thrownFor(new UncheckedIOException(new java.io.IOException("gone")));

        assertThat(Rejections.in(told))
                .hasValueSatisfying(rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void aFaultStaysWhatItIs() {
        IllegalStateException fault = new IllegalStateException("ours");

        assertThat(thrownFor(fault)).isSameAs(fault);
    }

    @Test
    void aRejectionKeepsItsCode() {
        Throwable told = thrownFor(new Rejected(ErrorCode.NOT_FOUND, "nothing"));

        assertThat(Rejections.in(told))
                .hasValueSatisfying(rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
