package dev.cauce.application.security;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.JWTProcessor;
import dev.cauce.application.security.limit.RateLimits;
import dev.cauce.application.security.problem.AnswerReview;
import dev.cauce.application.security.problem.ProblemAnswers;
import dev.cauce.application.security.problem.ProblemTranslator;
import dev.cauce.platform.access.AccessAudit;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The resource server: every path needs a token that is accepted, but for those that are named as public. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AcceptedTokens.class, HttpProperties.class})
class ApiSecurity {

    private static final String ISSUER_METADATA = "/.well-known/oauth-authorization-server";
    private static final Duration PREFLIGHT_KEPT = Duration.ofMinutes(10);
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> ASKED_HEADERS = List.of(
            "Authorization",
            "Content-Type",
            "Accept",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Cauce-Position",
            "Last-Event-ID");
    private static final List<String> ANSWERED_HEADERS =
            List.of("ETag", "Location", "Cauce-Position", "Retry-After", "WWW-Authenticate");

    @Bean
    TokenVerifier tokenVerifier(
            JWTProcessor<SecurityContext> signatures, Issuer issuer, Revocations revocations, AcceptedTokens accepted) {
        return new TokenVerifier(
                signatures,
                new TokenClaims(issuer, accepted, Clock.systemUTC()),
                revocations,
                accepted,
                Ticker.systemTicker());
    }

    @Bean
    PermissionCheck permissionCheck(AcceptedTokens accepted, ObjectProvider<AccessAudit> audits) {
        return new PermissionCheck(
                Clock.systemUTC(),
                accepted.stepUp().maxAge(),
                audits.orderedStream().toList());
    }

    @Bean
    @Order(0)
    ProblemTranslator rejectionProblems(AcceptedTokens accepted) {
        return new RejectionProblems(accepted.stepUp());
    }

    @Bean
    AnswerReview denials(RateLimits limits, MeterRegistry meters) {
        return new Denials(limits, meters);
    }

    /** The management port is for the operator alone: it listens on loopback, and shows no data of tenants. */
    @Bean
    @Order(2)
    SecurityFilterChain managementFilters(HttpSecurity http, ProblemAnswers answers) {
        SecurityAnswers said = new SecurityAnswers(answers);
        return stateless(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                EndpointRequest.to(HealthEndpoint.class),
                                EndpointRequest.to("info", "prometheus", "metrics"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(said).accessDeniedHandler(said))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain apiFilters(
            HttpSecurity http,
            TokenVerifier tokens,
            RateLimits limits,
            ProblemAnswers answers,
            Issuer issuer,
            HttpProperties properties) {
        SecurityAnswers said = new SecurityAnswers(answers);
        AuthenticationManager manager = authentication ->
                new CallerAuthentication(tokens.verify(((BearerTokenAuthenticationToken) authentication).getToken()));
        return stateless(http)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(ISSUER_METADATA)
                        .permitAll()
                        .requestMatchers(properties.publicPaths().toArray(String[]::new))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> manager)
                        .bearerTokenResolver(new BearerTokens())
                        .authenticationEntryPoint(said)
                        .accessDeniedHandler(said)
                        .protectedResourceMetadata(metadata -> metadata.protectedResourceMetadataCustomizer(
                                document -> document.authorizationServer(issuer.url())
                                        .tlsClientCertificateBoundAccessTokens(false)))
                        .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                            @Override
                            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                                // Spring's own handler throws on when the issuer cannot be reached.
                                filter.setAuthenticationFailureHandler(said);
                                return filter;
                            }
                        }))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(said).accessDeniedHandler(said))
                .addFilterBefore(new CallerLimitFilter(limits, answers), AuthorizationFilter.class)
                .cors(cors -> {
                    if (properties.allowedOrigins().isEmpty()) {
                        cors.disable();
                    } else {
                        cors.configurationSource(allowing(properties.allowedOrigins()));
                    }
                })
                .build();
    }

    /** Each filter as a measurement of its own costs more than most of them do; requests are measured as a whole. */
    @Bean
    static SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    WebMvcConfigurer callerArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }

    /** No cookie, no session, no form: so there is nothing that another site's page could ride on. */
    private static HttpSecurity stateless(HttpSecurity http) {
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(
                                        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
    }

    private static UrlBasedCorsConfigurationSource allowing(List<String> origins) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(origins);
        rules.setAllowedMethods(METHODS);
        rules.setAllowedHeaders(ASKED_HEADERS);
        rules.setExposedHeaders(ANSWERED_HEADERS);
        rules.setAllowCredentials(false);
        rules.setMaxAge(PREFLIGHT_KEPT);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", rules);
        return source;
    }
}
