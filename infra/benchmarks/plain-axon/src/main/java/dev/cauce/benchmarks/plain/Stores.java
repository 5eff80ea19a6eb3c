package dev.cauce.benchmarks.plain;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.jpa.SimpleEntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What Axon's own configuration would declare on Boot 3, as its classes do it; on Boot 4 it does not find the data
 * source.
 */
@Configuration(proxyBeanMethods = false)
class Stores {

    @PersistenceContext
    @SuppressWarnings("NullAway.Init")
    private EntityManager entityManager;

    @Bean
    EntityManagerProvider entityManagerProvider() {
        return new SimpleEntityManagerProvider(entityManager);
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            Serializer general,
            @Qualifier("eventSerializer") Serializer events,
            EntityManagerProvider entityManagers,
            TransactionManager transactions) {
        return JpaEventStorageEngine.builder()
                .snapshotSerializer(general)
                .eventSerializer(events)
                .persistenceExceptionResolver(new SQLStateResolver())
                .entityManagerProvider(entityManagers)
                .transactionManager(transactions)
                .build();
    }

    @Bean
    TokenStore tokenStore(Serializer serializer, EntityManagerProvider entityManagers) {
        return JpaTokenStore.builder()
                .entityManagerProvider(entityManagers)
                .serializer(serializer)
                .build();
    }
}
