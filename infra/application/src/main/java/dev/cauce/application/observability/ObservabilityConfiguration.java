package dev.cauce.application.observability;

import dev.cauce.application.processing.ProcessorPositions;
import dev.cauce.application.topology.DataFolder;
import dev.cauce.platform.deadline.MongoDeadlines;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Declares metrics and health of the buses, the processors and the deadlines. */
@Configuration(proxyBeanMethods = false)
class ObservabilityConfiguration {

    @Bean
    StartupNotice startupNotice(DataFolder data, Environment environment) {
        return new StartupNotice(data, environment, System.out);
    }

    @Bean
    SmartInitializingSingleton meters(
            MeterRegistry registry,
            CommandBus commandBus,
            QueryBus queryBus,
            EventStore eventStore,
            EventProcessingConfiguration processing,
            ProcessorPositions positions,
            ObjectProvider<MongoDeadlines> deadlines) {
        return () -> {
            BusMeters meters = new BusMeters(registry);
            commandBus.registerHandlerInterceptor(meters);
            queryBus.registerHandlerInterceptor(meters);
            eventStore.registerDispatchInterceptor(meters.events());
            new ProcessorMeters(processing, positions, eventStore).bindTo(registry);
            deadlines.ifAvailable(manager -> {
                registry.gauge("cauce.deadlines.pending", manager, MongoDeadlines::pending);
                registry.more().counter("cauce.deadlines.fired", java.util.List.of(), manager, MongoDeadlines::fired);
            });
        };
    }

    @Bean
    HealthIndicator processorHealthIndicator(EventProcessingConfiguration processing) {
        return new ProcessorHealth(processing);
    }

    @Bean
    @ConditionalOnProperty(name = "cauce.topology", havingValue = "axon-server")
    HealthIndicator axonServerHealthIndicator(AxonServerConnectionManager connections) {
        return new AxonServerHealth(connections);
    }
}
