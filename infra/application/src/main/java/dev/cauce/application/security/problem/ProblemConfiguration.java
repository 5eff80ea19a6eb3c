package dev.cauce.application.security.problem;

import com.fasterxml.jackson.annotation.Nulls;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.type.LogicalType;

/** Puts the problem answers into every layer that can refuse a request. */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

    private static final List<String> KNOWN_METHODS =
            List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final long bodyLimit;

    ProblemConfiguration(@Value("${cauce.http.body-limit:1MB}") DataSize bodyLimit) {
        this.bodyLimit = bodyLimit.toBytes();
    }

    @Bean
    ProblemAnswers problemAnswers(
            ObjectProvider<ProblemTranslator> translators, ObjectProvider<AnswerReview> reviews, MeterRegistry meters) {
        AnswerReview review = reviews.orderedStream()
                .reduce((first, second) -> (problem, request) -> second.review(first.review(problem, request), request))
                .orElse((problem, request) -> problem);
        return new ProblemAnswers(translators.orderedStream().toList(), review, meters);
    }

    /** Asked last: a translator of the domain may know better. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ProblemTranslator requestProblems() {
        return new RequestProblems(bodyLimit);
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(ProblemAnswers answers) {
        FilterRegistrationBean<BodyLimitFilter> registration =
                new FilterRegistrationBean<>(new BodyLimitFilter(bodyLimit, answers));
        // Before the security filters, some of which read parameters out of bodies.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return registration;
    }

    /** What Spring Security's firewall refuses: paths with tricks in them, and methods nobody uses. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemAnswers answers) {
        return (request, response, rejected) -> answers.answer(
                KNOWN_METHODS.contains(request.getMethod())
                        ? Problem.of(ProblemCode.MALFORMED_REQUEST)
                        : Problem.of(ProblemCode.METHOD_NOT_ALLOWED)
                                .withHeader("Allow", String.join(", ", KNOWN_METHODS)),
                request,
                response);
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                Pipeline pipeline = host.getPipeline();
                for (Valve valve : pipeline.getValves()) {
                    if (valve instanceof ErrorReportValve) {
                        pipeline.removeValve(valve);
                    }
                }
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }

    /** A body is what the contract says or it is refused: nothing is guessed, converted or skipped. */
    @Bean
    JsonMapperBuilderCustomizer strictBodies() {
        return builder -> builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                // Nothing in the contract is a list of things and nothings.
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }
}
