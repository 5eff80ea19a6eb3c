package dev.cauce.platform.projection;

import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client read what it wrote: a query that names a position waits, bounded, until the projection that it reads
 * from has reached it.
 */
public final class ReadYourWrites implements MessageHandlerInterceptor<QueryMessage<?, ?>> {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(1).toNanos();

    private final ToLongFunction<String> positionOf;
    private final Duration patience;

    /** @param positionOf the position up to which the projection of this name has seen every event */
    public ReadYourWrites(ToLongFunction<String> positionOf, Duration patience) {
        this.positionOf = positionOf;
        this.patience = patience;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends QueryMessage<?, ?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        QueryMessage<?, ?> query = unitOfWork.getMessage();
        Object wanted = query.getMetaData().get(MetadataKey.POSITION);
        ReadsFrom view = query.getPayloadType().getAnnotation(ReadsFrom.class);
        if (wanted instanceof String position && view != null) {
            await(view.value(), Long.parseLong(position));
        }
        return chain.proceed();
    }

    private void await(String view, long position) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (positionOf.applyAsLong(view) < position) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw new Rejected(ErrorCode.VIEW_BEHIND, "The view has not reached this position yet; try again.");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
