package dev.cauce.application.topology;

import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.adapters.eventstore.RocksEventStorageEngine;
import dev.cauce.adapters.eventstore.RocksEventStore;
import dev.cauce.adapters.eventstore.WakingEventStore;
import dev.cauce.adapters.keyring.Keyring;
import dev.cauce.platform.deadline.MongoDeadlines;
import dev.cauce.platform.messaging.TokenLast;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.deadline.SimpleDeadlineManager;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.eventhandling.saga.repository.MongoSagaStore;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.inmemory.InMemorySagaStore;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Refuses to start half configured. Where a bean is missing, Axon takes one in its place that forgets everything at the
 * next restart, or that reaches no other process, and says nothing.
 */
final class StartupAssertions implements SmartInitializingSingleton {

    private static final List<Class<?>> FORGETFUL = List.of(
            InMemoryTokenStore.class, InMemorySagaStore.class, SimpleEventBus.class, SimpleDeadlineManager.class);
    private static final List<Class<?>> STORES_IN_PROCESS =
            List.of(RocksEventStore.class, EventStorageEngine.class, EmbeddedDocumentStore.class);

    private final ListableBeanFactory beans;
    private final String topology;
    private final Set<ProcessRole> roles;

    StartupAssertions(ListableBeanFactory beans, String topology, Set<ProcessRole> roles) {
        this.beans = beans;
        this.topology = topology;
        this.roles = EnumSet.copyOf(roles);
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> wrong = new ArrayList<>();
        for (Class<?> forgetful : FORGETFUL) {
            for (String name : beans.getBeanNamesForType(forgetful)) {
                wrong.add("bean '" + name + "' is a " + forgetful.getSimpleName() + ", which forgets at a restart");
            }
        }
        need(TokenStore.class, TokenLast.class, wrong);
        need(Keyring.class, Keyring.class, wrong);
        if (roles.contains(ProcessRole.SAGA)) {
            need(SagaStore.class, MongoSagaStore.class, wrong);
            need(org.axonframework.deadline.DeadlineManager.class, MongoDeadlines.class, wrong);
        }
        if (topology.equals(StatedSettings.AXON_SERVER)) {
            need(EventStore.class, AxonServerEventStore.class, wrong);
            need(CommandBus.class, AxonServerCommandBus.class, wrong);
            need(QueryBus.class, AxonServerQueryBus.class, wrong);
            for (Class<?> store : STORES_IN_PROCESS) {
                if (beans.getBeanNamesForType(store).length > 0) {
                    wrong.add("there is a " + store.getSimpleName() + ", which no other process sees");
                }
            }
        } else {
            need(EventStore.class, WakingEventStore.class, wrong);
            need(EventStorageEngine.class, RocksEventStorageEngine.class, wrong);
            need(EmbeddedDocumentStore.class, EmbeddedDocumentStore.class, wrong);
            need(CommandBus.class, SimpleCommandBus.class, wrong);
            need(QueryBus.class, SimpleQueryBus.class, wrong);
        }
        if (!wrong.isEmpty()) {
            throw new HalfConfigured(topology, wrong);
        }
    }

    /** What everybody gets who asks for the one is the other. */
    private void need(Class<?> asked, Class<?> wanted, List<String> wrong) {
        Object found = beans.getBeanProvider(asked).getIfUnique();
        if (!wanted.isInstance(found)) {
            wrong.add("the " + asked.getSimpleName() + " is "
                    + (found == null
                            ? "missing or not the only one"
                            : "a " + found.getClass().getSimpleName())
                    + " and no " + wanted.getSimpleName());
        }
    }
}
