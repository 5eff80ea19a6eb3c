package dev.cauce.application.topology;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Knows the topologies, and refuses any other and any half. */
@Configuration(proxyBeanMethods = false)
class TopologyConfiguration {

    @Bean
    static StatedSettings statedSettings(Environment environment) {
        return new StatedSettings(environment);
    }

    @Bean
    static StartupAssertions startupAssertions(ListableBeanFactory beans, Environment environment) {
        return new StartupAssertions(
                beans,
                StatedSettings.topology(environment),
                ProcessRole.named(environment.getProperty(ProcessRole.SETTING, "")));
    }
}
