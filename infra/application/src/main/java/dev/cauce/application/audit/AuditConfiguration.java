package dev.cauce.application.audit;

import dev.cauce.platform.access.AccessAudit;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Declares where denied attempts and reads of personal data are kept. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AccessAudit accessLog(MongoOperations mongo) {
        return new AccessLog(mongo, Clock.systemUTC());
    }
}
