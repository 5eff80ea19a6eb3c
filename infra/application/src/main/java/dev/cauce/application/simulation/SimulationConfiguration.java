package dev.cauce.application.simulation;

import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.deadline.MongoDeadlines;
import dev.cauce.platform.time.BusinessClock;
import dev.cauce.sagas.onboarding.effects.AccountContacts;
import dev.cauce.sagas.payment.effects.PaymentGateway;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** What is otherwise while a company is simulated: who feeds the processes, and what the banks say. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("cauce.simulation.running")
class SimulationConfiguration {

    @Bean
    ProcessFeed processFeed(@Lazy EventStorageEngine store) {
        return new ProcessFeed(store);
    }

    @Bean
    Simulation simulation(
            BusinessClock clock,
            MongoDeadlines deadlines,
            ProcessFeed feed,
            @Lazy EventProcessingConfiguration processing,
            CommandSender commands,
            AccountContacts contacts,
            TokenStore tokens,
            EventStorageEngine store) {
        LongSupplier head = () -> {
            @Nullable TrackingToken token = store.createHeadToken();
            OptionalLong position = token == null ? OptionalLong.empty() : token.position();
            return position.orElse(0);
        };
        return new Simulation(clock, deadlines, feed, new Catchup(processing, head), commands, contacts, tokens, head);
    }

    /** The sandbox answers as banks do. */
    @Bean
    static BeanPostProcessor issuingBank(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof PaymentGateway gateway
                        ? new IssuingBank(
                                gateway,
                                new SplittableRandom(
                                        ~environment.getRequiredProperty("cauce.simulation.seed", Long.class)))
                        : bean;
            }
        };
    }
}
