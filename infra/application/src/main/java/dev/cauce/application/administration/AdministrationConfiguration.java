package dev.cauce.application.administration;

import dev.cauce.adapters.keyring.Keyring;
import dev.cauce.application.generation.Rebuilds;
import dev.cauce.application.identity.SigningKeys;
import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.application.processing.RuntimeProcessors;
import dev.cauce.application.processing.ServedGenerations;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoOperations;

/** Puts administration together. */
@Configuration(proxyBeanMethods = false)
class AdministrationConfiguration {

    @Bean
    DeadLetters deadLetters(
            @Lazy EventProcessingConfiguration processing,
            @Value("${cauce.processors.dead-letters.attempts:10}") int attempts) {
        return new DeadLetters(processing, Clock.systemUTC(), attempts);
    }

    @Bean(destroyMethod = "close")
    DeadLetterRetry deadLetterRetry(
            DeadLetters deadLetters,
            RuntimeProcessors processors,
            @Value("${cauce.processors.dead-letters.pause:30s}") Duration pause) {
        return new DeadLetterRetry(deadLetters, processors::started, pause);
    }

    @Bean
    Projections projections(
            ObjectProvider<ProjectionGroup> groups,
            @Lazy EventProcessingConfiguration processing,
            EventStore events,
            MongoTemplate tokens,
            MongoDatabaseFactory views,
            Serializer serializer,
            DeadLetters deadLetters,
            Rebuilds rebuilds,
            ServedGenerations served) {
        return new Projections(
                groups.orderedStream().toList(),
                processing,
                events,
                tokens,
                views,
                serializer,
                deadLetters,
                rebuilds,
                served);
    }

    @Bean
    KeyRotation keyRotation(ObjectProvider<SigningKeys> signing, Keyring keyring) {
        return new KeyRotation(signing.getIfAvailable(), keyring);
    }

    @Bean
    KeptRequests keptRequests(MongoOperations mongo) {
        return new KeptRequests(mongo, Clock.systemUTC());
    }
}
