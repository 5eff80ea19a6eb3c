package dev.cauce.application.simulation;

import dev.cauce.application.keeping.SimulatedFolder;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Labels what is recorded and shown while the data folder is that of a simulated company. */
@Configuration(proxyBeanMethods = false)
class SimulationLabelConfiguration {

    @Bean
    InitializingBean simulatedEvents(SimulatedFolder folder, EventStore events) {
        return () -> {
            if (folder.isSimulated()) {
                var _ = events.registerDispatchInterceptor(new SimulatedLabel());
            }
        };
    }

    @Bean
    FilterRegistrationBean<SimulatedAnswers> simulatedAnswers(SimulatedFolder folder) {
        FilterRegistrationBean<SimulatedAnswers> registration = new FilterRegistrationBean<>(new SimulatedAnswers());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setEnabled(folder.isSimulated());
        return registration;
    }
}
