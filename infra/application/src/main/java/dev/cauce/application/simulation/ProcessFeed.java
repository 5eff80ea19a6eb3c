package dev.cauce.application.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer.EventProcessorBuilder;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * Feeds sagas and effects from the store, on the thread that asks for it: every group gets the same events, in the
 * groups' alphabetical order, and what they cause is fed too, until there is nothing new. So their commands come in one
 * order. An event that one of them cannot handle ends the simulation.
 */
final class ProcessFeed implements EventProcessorBuilder {

    private static final int MOST_AT_ONCE = 200;

    private final EventStorageEngine store;
    private final NavigableMap<String, Consumer<List<? extends EventMessage<?>>>> groups =
            new ConcurrentSkipListMap<>();
    private TrackingToken position = new GlobalSequenceTrackingToken(0);

    ProcessFeed(EventStorageEngine store) {
        this.store = store;
    }

    @Override
    public EventProcessor build(String name, Configuration configuration, EventHandlerInvoker invoker) {
        return SubscribingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(invoker)
                .errorHandler(PropagatingErrorHandler.instance())
                .transactionManager(NoTransactionManager.instance())
                .messageSource(handler -> {
                    groups.put(name, handler);
                    return () -> groups.remove(name, handler);
                })
                .build();
    }

    /**
     * Feeds everything that was stored since, and what follows from it.
     *
     * @param observer is told each event first
     */
    void drain(Consumer<EventMessage<?>> observer) {
        for (List<TrackedEventMessage<?>> fresh = next(); !fresh.isEmpty(); fresh = next()) {
            fresh.forEach(observer);
            for (Map.Entry<String, Consumer<List<? extends EventMessage<?>>>> group : groups.entrySet()) {
                group.getValue().accept(fresh);
            }
            position = fresh.getLast().trackingToken();
        }
    }

    private List<TrackedEventMessage<?>> next() {
        List<TrackedEventMessage<?>> fresh = new ArrayList<>();
        try (Stream<? extends TrackedEventMessage<?>> stored = store.readEvents(position, false)) {
            stored.limit(MOST_AT_ONCE).forEach(fresh::add);
        }
        return fresh;
    }

    /** Says in the token store how far the groups are, so that whoever runs them next goes on from there. */
    void leaveTokens(TokenStore tokens) {
        groups.keySet().forEach(group -> tokens.initializeTokenSegments(group, 1, position));
    }
}
