package dev.cauce.application.processing;

import dev.cauce.platform.projection.DiscardPartialChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.config.EventProcessingModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;

/**
 * Axon's event processing, which in version 4.13 takes no processors any more once it has started, with processors that
 * come and go. They are made, and are found by everybody who asks for processors, as Axon's own are.
 */
public final class RuntimeProcessors extends EventProcessingModule {

    private final Map<String, Running> running = new ConcurrentHashMap<>();

    /**
     * Makes a processor and starts it.
     *
     * @param letters where the events wait that it cannot handle
     * @throws IllegalStateException where one of this name runs
     */
    public void start(
            String name,
            List<Object> handlers,
            SequencedDeadLetterQueue<EventMessage<?>> letters,
            PooledStreamingProcessorConfiguration settings) {
        DeadLetteringEventHandlerInvoker invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(handlers)
                .handlerDefinition(
                        configuration.handlerDefinition(handlers.getFirst().getClass()))
                .parameterResolverFactory(configuration.parameterResolverFactory())
                .listenerInvocationErrorHandler(new DiscardPartialChanges())
                .sequencingPolicy(sequencingPolicy(name))
                .queue(letters)
                .enqueuePolicy(new CountedAttempts())
                .transactionManager(transactionManager(name))
                .allowReset(true)
                .enableSequenceIdentifierCache()
                .build();
        EventProcessor processor =
                pooledStreamingEventProcessor(name, invoker, configuration, configuration.eventStore(), settings);
        for (MessageHandlerInterceptor<? super EventMessage<?>> interceptor : interceptors(name)) {
            processor.registerHandlerInterceptor(interceptor);
            invoker.registerHandlerInterceptor(interceptor);
        }
        if (running.putIfAbsent(name, new Running(processor, invoker, letters)) != null) {
            throw new IllegalStateException("A processor " + name + " runs already.");
        }
        processor.start();
    }

    private List<MessageHandlerInterceptor<? super EventMessage<?>>> interceptors(String name) {
        List<MessageHandlerInterceptor<? super EventMessage<?>>> interceptors = new ArrayList<>();
        handlerInterceptorsBuilders.getOrDefault(name, List.of()).stream()
                .map(builder -> builder.apply(configuration))
                .forEach(interceptors::add);
        for (var builder : defaultHandlerInterceptors) {
            MessageHandlerInterceptor<? super EventMessage<?>> interceptor = builder.apply(configuration, name);
            if (interceptor != null) {
                interceptors.add(interceptor);
            }
        }
        interceptors.add(new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
        return interceptors;
    }

    /** Stops a processor, once the batch that it is at is done, and forgets it. */
    public void stop(String name) {
        Running stopping = running.remove(name);
        if (stopping != null) {
            stopping.processor().shutDown();
        }
    }

    /** Stops all that were started here. */
    public void stopAll() {
        CompletableFuture.allOf(running.values().stream()
                        .map(each -> each.processor().shutdownAsync())
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        running.clear();
    }

    /** The names of the processors that were started here and not stopped. */
    public Set<String> started() {
        return Set.copyOf(running.keySet());
    }

    @Override
    public Map<String, EventProcessor> eventProcessors() {
        Map<String, EventProcessor> all = super.eventProcessors();
        running.forEach((name, each) -> all.put(name, each.processor()));
        return all;
    }

    @Override
    public Optional<SequencedDeadLetterQueue<EventMessage<?>>> deadLetterQueue(String group) {
        Running here = running.get(group);
        return here == null ? super.deadLetterQueue(group) : Optional.of(here.letters());
    }

    @Override
    public Optional<SequencedDeadLetterProcessor<EventMessage<?>>> sequencedDeadLetterProcessor(String group) {
        Running here = running.get(group);
        return here == null ? super.sequencedDeadLetterProcessor(group) : Optional.of(here.invoker());
    }

    private record Running(
            EventProcessor processor,
            DeadLetteringEventHandlerInvoker invoker,
            SequencedDeadLetterQueue<EventMessage<?>> letters) {}
}
