package dev.cauce.application.topology;

import dev.cauce.platform.messaging.TokenLast;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.deadline.SimpleDeadlineManager;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.modelling.saga.repository.inmemory.InMemorySagaStore;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Refuses to start half configured. Where a bean is missing, Axon takes one in its place that forgets everything at the
 * next restart, and says nothing.
 */
final class StartupAssertions implements SmartInitializingSingleton {

    private static final List<Class<?>> FORGETFUL = List.of(
            InMemoryTokenStore.class, InMemorySagaStore.class, SimpleEventBus.class, SimpleDeadlineManager.class);
    private static final List<Class<?>> NEEDED = List.of(TokenLast.class, CommandBus.class);

    private final ListableBeanFactory beans;
    private final String topology;

    StartupAssertions(ListableBeanFactory beans, String topology) {
        this.beans = beans;
        this.topology = topology;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> wrong = new ArrayList<>();
        for (Class<?> forgetful : FORGETFUL) {
            for (String name : beans.getBeanNamesForType(forgetful)) {
                wrong.add("bean '" + name + "' is a " + forgetful.getSimpleName() + ", which forgets at a restart");
            }
        }
        for (Class<?> needed : NEEDED) {
            if (beans.getBeanNamesForType(needed).length != 1) {
                wrong.add("there is not exactly one " + needed.getSimpleName());
            }
        }
        if (!wrong.isEmpty()) {
            throw new HalfConfigured(topology, wrong);
        }
    }

    /** The process is not what its topology asks for. */
    static final class HalfConfigured extends IllegalStateException {
        HalfConfigured(String topology, List<String> wrong) {
            super("The topology '" + topology + "' is half configured: " + String.join("; ", wrong) + ".");
        }
    }
}
