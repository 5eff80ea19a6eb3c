package dev.cauce.application;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that run in the distributed topology, against the Axon Server that the environment names. Without one they are
 * skipped, and say so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnAxonServer.Named.class)
public @interface OnAxonServer {

    /** Whether a server is named. */
    final class Named implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (RealAxonServer.isNamed()) {
                return ConditionEvaluationResult.enabled("An Axon Server is named.");
            }
            String reason =
                    "%s did not run: name an Axon Server with %s=host:port, its token with %s and its certificate's file with %s."
                            .formatted(
                                    context.getDisplayName(),
                                    RealAxonServer.ADDRESS,
                                    RealAxonServer.TOKEN,
                                    RealAxonServer.CERTIFICATE);
            if (context.getTestMethod().isEmpty()) {
                System.out.println(reason);
            }
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
