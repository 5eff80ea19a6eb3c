package dev.cauce.application.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Times what a processor's handlers do with each type of event, sagas and effects included. No label holds an id. */
final class HandledEvents implements MessageHandlerInterceptor<EventMessage<?>> {

    private final MeterRegistry registry;
    private final String processor;

    HandledEvents(MeterRegistry registry, String processor) {
        this.registry = registry;
        this.processor = processor;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Timer.Sample sample = Timer.start(registry);
        String outcome = "FAILED";
        try {
            Object result = chain.proceed();
            outcome = "ok";
            return result;
        } finally {
            sample.stop(registry.timer(
                    "cauce.processor.handled",
                    "processor",
                    processor,
                    "type",
                    unitOfWork.getMessage().getPayloadType().getSimpleName(),
                    "outcome",
                    outcome));
        }
    }
}
