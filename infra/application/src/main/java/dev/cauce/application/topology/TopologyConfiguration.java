package dev.cauce.application.topology;

import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
}
