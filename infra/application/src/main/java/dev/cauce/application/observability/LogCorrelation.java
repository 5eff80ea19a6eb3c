package dev.cauce.application.observability;

import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.platform.command.CommandSender;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the correlation id of a message on every line that is logged while it is handled, on whatever thread and in
 * whatever process that is: a command, a query, an event in a projection, a saga or an effect, and a deadline.
 */
final class LogCorrelation implements MessageHandlerInterceptor<Message<?>> {

    @Override
    public @Nullable Object handle(UnitOfWork<? extends Message<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Object carried = unitOfWork.getMessage().getMetaData().get(MetadataKey.CORRELATION_ID);
        if (!(carried instanceof String correlationId)) {
            return chain.proceed();
        }
        String before = MDC.get(CommandSender.CORRELATION);
        MDC.put(CommandSender.CORRELATION, correlationId);
        try {
            return chain.proceed();
        } finally {
            if (before == null) {
                MDC.remove(CommandSender.CORRELATION);
            } else {
                MDC.put(CommandSender.CORRELATION, before);
            }
        }
    }
}
