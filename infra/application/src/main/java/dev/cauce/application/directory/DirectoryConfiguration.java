package dev.cauce.application.directory;

import dev.cauce.application.identity.ClientDirectory;
import dev.cauce.application.identity.FileRevocations;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Puts what commands made of tenants, users and clients before the embedded issuer. An outside one keeps its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "cauce.identity.embedded", matchIfMissing = true)
class DirectoryConfiguration {

    @Bean
    ClientDirectory clientDirectory(@Lazy EventStore events) {
        return new EventSourcedClients(events);
    }

    @Bean
    TokenRevocation tokenRevocation(FileRevocations revocations) {
        return new TokenRevocation(revocations);
    }
}
