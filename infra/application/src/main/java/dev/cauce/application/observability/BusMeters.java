package dev.cauce.application.observability;

import dev.cauce.platform.rejection.Rejections;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Times commands and queries by type and outcome, and counts events by type. No label holds an id. */
final class BusMeters implements MessageHandlerInterceptor<Message<?>> {

    private final MeterRegistry registry;

    BusMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends Message<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Message<?> message = unitOfWork.getMessage();
        String name = message instanceof CommandMessage<?> ? "cauce.commands" : "cauce.queries";
        String outcome = "ok";
        Timer.Sample sample = Timer.start(registry);
        try {
            return chain.proceed();
        } catch (Exception failure) {
            outcome = Rejections.in(failure)
                    .map(rejected -> rejected.code().name())
                    .orElse("FAILED");
            throw failure;
        } finally {
            sample.stop(Timer.builder(name)
                    .tag("type", message.getPayloadType().getSimpleName())
                    .tag("outcome", outcome)
                    .publishPercentileHistogram()
                    .register(registry));
        }
    }

    MessageDispatchInterceptor<EventMessage<?>> events() {
        return messages -> (index, event) -> {
            registry.counter("cauce.events", "type", event.getPayloadType().getSimpleName())
                    .increment();
            return event;
        };
    }
}
