package dev.cauce.application.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.JWTProcessor;
import dev.cauce.application.security.AcceptedTokens;
import dev.cauce.application.security.Issuer;
import dev.cauce.application.security.limit.AddressLimitFilter;
import dev.cauce.application.security.limit.RateLimits;
import dev.cauce.application.security.problem.ProblemAnswers;
import dev.cauce.application.topology.DataFolder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;

/**
 * Spring's authorization server in this process, cut down to what is used: client credentials for a token, its
 * revocation and the public keys. Its times are the system's, never business time.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "cauce.identity.embedded", matchIfMissing = true)
class EmbeddedIssuer {

    private static final String FOLDER = "identity";
    static final String TOKEN = "/oauth2/token";
    static final String REVOCATION = "/oauth2/revoke";
    static final String KEYS = "/oauth2/jwks";
    static final String METADATA = "/.well-known/oauth-authorization-server";

    @Bean
    SigningKeys signingKeys(DataFolder data, IdentityProperties properties, AcceptedTokens accepted) {
        return new SigningKeys(
                new PrivateFile(data.part(FOLDER).resolve("signing-keys.json")),
                properties.tokenLifetime().plus(accepted.clockSkew()),
                Clock.systemUTC());
    }

    @Bean
    RegisteredClients registeredClients(
            DataFolder data, IdentityProperties properties, ObjectProvider<ClientDirectory> directory) {
        RegisteredClients clients =
                new FileRegisteredClients(new PrivateFile(data.part(FOLDER).resolve("clients.json")));
        if (properties.demo()) {
            new DemoClients(new PrivateFile(data.part(FOLDER).resolve("demo-clients.json")), clients, Clock.systemUTC())
                    .register();
        }
        return new AllClients(clients, () -> Optional.ofNullable(directory.getIfAvailable()));
    }

    @Bean
    FileRevocations revocations(DataFolder data, IdentityProperties properties, AcceptedTokens accepted) {
        return new FileRevocations(
                new PrivateFile(data.part(FOLDER).resolve("revocations")),
                properties.tokenLifetime().plus(accepted.clockSkew()),
                Clock.systemUTC());
    }

    @Bean
    JWTProcessor<SecurityContext> tokenSignatures(SigningKeys keys, AcceptedTokens accepted) {
        return TokenSignatures.verifiedBy(keys, accepted.algorithms(), accepted.tokenTypes());
    }

    @Bean
    RegisteredClientRepository registeredClientRepository(RegisteredClients clients, IdentityProperties properties) {
        return new ApiClientRepository(clients, properties.tokenLifetime());
    }

    @Bean
    IssuedTokens issuedTokens(
            RegisteredClientRepository clients, JWTProcessor<SecurityContext> tokens, FileRevocations revocations) {
        return new IssuedTokens(clients, tokens, revocations);
    }

    @Bean
    PasswordEncoder clientSecretHash() {
        return new SecretHash();
    }

    @Bean
    OAuth2TokenGenerator<Jwt> accessTokens(
            SigningKeys keys, IdentityProperties properties, AcceptedTokens accepted, RegisteredClients clients) {
        JWKSource<SecurityContext> signing =
                (selector, context) -> new ImmutableJWKSet<>(new JWKSet(keys.current())).get(selector, context);
        JwtGenerator generator = new JwtGenerator(new NimbusJwtEncoder(signing));
        generator.setJwtCustomizer(new AccessTokenClaims(properties, accepted, clients, keys));
        return generator;
    }

    @Bean
    Issuer issuer(IdentityProperties properties, @Value("${server.port}") int port) {
        return new Issuer(Objects.requireNonNullElse(properties.issuer(), "http://127.0.0.1:" + port));
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(Issuer issuer) {
        return AuthorizationServerSettings.builder()
                .issuer(issuer.url())
                .tokenEndpoint(TOKEN)
                .tokenRevocationEndpoint(REVOCATION)
                .jwkSetEndpoint(KEYS)
                .build();
    }

    /** Answers in the forms of RFC 6749, 7009, 7517 and 8414, which clients of such endpoints expect. */
    @Bean
    @Order(1)
    SecurityFilterChain issuerFilters(
            HttpSecurity http, RateLimits limits, ProblemAnswers answers, MeterRegistry meters) {
        ClientChallenge challenge = new ClientChallenge(meters);
        return http.securityMatchers(requests -> requests.requestMatchers(HttpMethod.POST, TOKEN, REVOCATION)
                        .requestMatchers(HttpMethod.GET, KEYS))
                .oauth2AuthorizationServer(
                        server -> server.clientAuthentication(client -> client.errorResponseHandler(challenge)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(challenge))
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(KEYS).permitAll().anyRequest().authenticated())
                .addFilterBefore(
                        new AddressLimitFilter(limits, answers), AbstractPreAuthenticatedProcessingFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }
}
