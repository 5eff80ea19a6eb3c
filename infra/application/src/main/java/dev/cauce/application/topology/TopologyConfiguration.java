package dev.cauce.application.topology;

import dev.cauce.application.security.problem.ProblemTranslator;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Knows the topologies, and refuses any other. */
@Configuration(proxyBeanMethods = false)
class TopologyConfiguration {

    private static final Set<String> KNOWN = Set.of("embedded", "axon-server");

    @Bean
    static StartupAssertions startupAssertions(
            ListableBeanFactory beans, @Value("${cauce.topology:embedded}") String topology) {
        if (!KNOWN.contains(topology)) {
            throw new IllegalArgumentException(
                    "cauce.topology is '" + topology + "', and must be one of " + KNOWN + ".");
        }
        return new StartupAssertions(beans, topology);
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
