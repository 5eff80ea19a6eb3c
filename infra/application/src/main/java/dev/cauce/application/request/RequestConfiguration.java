package dev.cauce.application.request;

import dev.cauce.application.security.problem.ProblemAnswers;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the binding behind the security filters, which know the caller. */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

    @Bean
    FilterRegistrationBean<RequestBinding> requestBinding(ProblemAnswers answers) {
        FilterRegistrationBean<RequestBinding> registration = new FilterRegistrationBean<>(new RequestBinding(answers));
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }
}
