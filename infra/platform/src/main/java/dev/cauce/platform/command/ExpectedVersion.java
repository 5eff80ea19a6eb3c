package dev.cauce.platform.command;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import org.axonframework.eventsourcing.conflictresolution.ConflictResolution;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a command whose stream has moved on since the version it names. Axon would find that while it commits, where
 * no interceptor can say what it was; and it is said before what else the newer state would object to.
 */
public final class ExpectedVersion implements MessageHandlerInterceptor<Message<?>> {

    @Override
    public @Nullable Object handle(UnitOfWork<? extends Message<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Object answer;
        try {
            answer = chain.proceed();
        } catch (Rejected rejected) {
            refuseConflicts();
            throw rejected;
        }
        refuseConflicts();
        return answer;
    }

    private static void refuseConflicts() {
        ConflictResolution.getConflictResolver()
                .detectConflicts(
                        unexpected -> !unexpected.isEmpty(),
                        conflict -> new Rejected(
                                ErrorCode.VERSION_MISMATCH, "It has changed since the version in If-Match."));
    }
}
