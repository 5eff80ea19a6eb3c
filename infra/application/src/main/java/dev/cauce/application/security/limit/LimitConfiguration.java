package dev.cauce.application.security.limit;

import io.github.bucket4j.TimeMeter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rate limits run on the system's clock: business time may stand still or leap. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

    @Bean
    RateLimits rateLimits(LimitProperties properties) {
        return new RateLimits(properties, TimeMeter.SYSTEM_NANOTIME);
    }
}
