package dev.cauce.application.topology;

import dev.cauce.command.CommandSide;
import dev.cauce.command.account.KeyDestruction;
import dev.cauce.platform.personaldata.SubjectKeys;
import dev.cauce.platform.time.BusinessClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The aggregates and what they ask for. */
@Configuration(proxyBeanMethods = false)
@RunsAs(ProcessRole.COMMAND)
@Import(CommandSide.class)
class CommandSideConfiguration {

    @Bean
    KeyDestruction.Keys keysToDestroy(SubjectKeys keys, BusinessClock clock) {
        return (tenantId, subject) -> keys.destroy(tenantId, subject, clock.instant());
    }
}
