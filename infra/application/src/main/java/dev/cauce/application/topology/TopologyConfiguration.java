package dev.cauce.application.topology;

import dev.cauce.application.security.problem.ProblemTranslator;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
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

    @Bean
    @Order(1)
    ProblemTranslator storeProblems() {
        return new StoreProblems();
    }

    /** The driver would look for a store that is away for half a minute, longer than any client waits for an answer. */
    @Bean
    MongoClientSettingsBuilderCustomizer boundedWait(@Value("${cauce.store-patience:3s}") Duration patience) {
        return settings -> settings.applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(patience.toMillis(), TimeUnit.MILLISECONDS));
    }
}
