package dev.cauce.application.observability;

import ch.qos.logback.classic.LoggerContext;
import dev.cauce.application.keeping.SimulatedFolder;
import dev.cauce.application.processing.ProcessorPositions;
import dev.cauce.application.topology.DataFolder;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.deadline.MongoDeadlines;
import dev.cauce.platform.personaldata.TenantKeys;
import dev.cauce.sagas.dunning.DunningSaga;
import dev.cauce.sagas.onboarding.OnboardingSaga;
import dev.cauce.sagas.payment.CardExpirySaga;
import dev.cauce.sagas.payment.UnknownOutcomeSaga;
import dev.cauce.sagas.renewal.RenewalSaga;
import dev.cauce.sagas.retention.RetentionSaga;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.queryhandling.QueryBus;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Declares metrics and health of the buses, the processors and the deadlines. */
@Configuration(proxyBeanMethods = false)
class ObservabilityConfiguration {

    @Bean
    @ConditionalOnProperty(name = "cauce.simulation.running", havingValue = "false", matchIfMissing = true)
    StartupNotice startupNotice(DataFolder data, SimulatedFolder simulated, Environment environment) {
        return new StartupNotice(data, simulated.isSimulated(), environment, System.out);
    }

    /** Of the whole process: logging is not the context's alone. */
    @Bean
    DisposableBean repeatedTroubles() {
        RepeatedTroubles filter = new RepeatedTroubles(System::nanoTime);
        filter.start();
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext logging)) {
            return filter::stop;
        }
        logging.addTurboFilter(filter);
        return () -> logging.getTurboFilterList().remove(filter);
    }

    @Bean
    SmartInitializingSingleton meters(
            MeterRegistry registry,
            CommandBus commandBus,
            QueryBus queryBus,
            EventStore eventStore,
            ProcessorPositions positions,
            MongoTemplate mongo,
            ObjectProvider<MongoDeadlines> deadlines) {
        return () -> {
            BusMeters meters = new BusMeters(registry);
            LogCorrelation correlation = new LogCorrelation();
            commandBus.registerHandlerInterceptor(correlation);
            commandBus.registerHandlerInterceptor(meters);
            queryBus.registerHandlerInterceptor(correlation);
            queryBus.registerHandlerInterceptor(meters);
            eventStore.registerDispatchInterceptor(meters.events());
            new ProcessorMeters(positions, eventStore).bindTo(registry);
            deadlines.ifAvailable(manager -> {
                manager.registerHandlerInterceptor(correlation);
                new SagaMeters(
                                mongo,
                                List.of(
                                        OnboardingSaga.class,
                                        RenewalSaga.class,
                                        DunningSaga.class,
                                        RetentionSaga.class,
                                        UnknownOutcomeSaga.class,
                                        CardExpirySaga.class))
                        .bindTo(registry);
                registry.gauge("cauce.deadlines.pending", manager, MongoDeadlines::pending);
                registry.more().counter("cauce.deadlines.fired", List.of(), manager, MongoDeadlines::fired);
            });
        };
    }

    @Bean
    ConfigurerModule observedProcessors(ObjectProvider<MeterRegistry> registry) {
        return configurer -> configurer.eventProcessing(processing -> {
            processing.registerDefaultHandlerInterceptor((configuration, name) -> new LogCorrelation());
            processing.registerDefaultHandlerInterceptor(
                    (configuration, name) -> new HandledEvents(registry.getObject(), name));
        });
    }

    @Bean
    HealthIndicator processorHealthIndicator(EventProcessingConfiguration processing) {
        return new ProcessorHealth(processing);
    }

    @Bean
    HealthIndicator eventStoreHealthIndicator(EventStore events) {
        return new StoreHealth("position", () -> {
            TrackingToken head = events.createHeadToken();
            return head == null ? -1 : head.position().orElse(-1);
        });
    }

    /** Asks for the key version of a tenant that nobody is. */
    @Bean
    HealthIndicator keyringHealthIndicator(TenantKeys keys) {
        return new StoreHealth("version", () -> keys.currentVersion(new TenantId("health")));
    }

    @Bean
    @ConditionalOnProperty(name = "cauce.topology", havingValue = "axon-server")
    HealthIndicator axonServerHealthIndicator(AxonServerConnectionManager connections) {
        return new AxonServerHealth(connections);
    }
}
