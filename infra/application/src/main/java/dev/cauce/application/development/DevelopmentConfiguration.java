package dev.cauce.application.development;

import dev.cauce.adapters.mail.Outbox;
import dev.cauce.application.topology.ProcessRole;
import dev.cauce.application.topology.RunsAs;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What belongs to mails that are kept; there is none of it where a mail server is named. */
@Configuration(proxyBeanMethods = false)
@RunsAs(ProcessRole.SAGA)
@ConditionalOnProperty(name = "cauce.mail.host", matchIfMissing = true, havingValue = "never")
class DevelopmentConfiguration {

    @Bean
    OutboxErasure outboxErasure(Outbox outbox) {
        return new OutboxErasure(outbox);
    }
}
