package dev.cauce.command.payment;

import dev.cauce.contracts.payment.DeclineKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why one method did not pay. */
record Failure(
        DeclineKind kind,
        String declineCode,
        @Nullable String cardFingerprint,
        @Nullable Instant retryNotBefore) {

    private static final Failure NO_METHOD = new Failure(DeclineKind.NO_METHOD, "no_method", null, null);

    /** What a payment failed by: fraud before all; else what gives most hope, of the method that was tried first. */
    static Failure decisive(List<Failure> failures) {
        return failures.stream()
                .min(Comparator.comparing(failure -> switch (failure.kind()) {
                    case FRAUD -> 0;
                    case SOFT -> 1;
                    case AUTHENTICATION_REQUIRED -> 2;
                    case HARD -> 3;
                    case NO_METHOD -> 4;
                }))
                .orElse(NO_METHOD);
    }
}
