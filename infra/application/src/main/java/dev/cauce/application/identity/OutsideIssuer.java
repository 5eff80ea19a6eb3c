package dev.cauce.application.identity;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.JWTProcessor;
import dev.cauce.application.security.AcceptedTokens;
import dev.cauce.application.security.Issuer;
import dev.cauce.application.security.Revocations;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tokens come from an OpenID Connect issuer outside: this process only knows where its public keys are. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "cauce.identity.embedded", havingValue = false)
class OutsideIssuer {

    @Bean
    Issuer issuer(IdentityProperties properties) {
        if (properties.issuer() == null) {
            throw new IllegalStateException(
                    "No issuer of tokens: name one with cauce.identity.issuer, or set cauce.identity.embedded=true.");
        }
        return new Issuer(properties.issuer());
    }

    @Bean
    JWTProcessor<SecurityContext> tokenSignatures(
            Issuer issuer, IdentityProperties properties, AcceptedTokens accepted) {
        return TokenSignatures.verifiedBy(
                new IssuerKeys(issuer.url(), properties.jwkSetUri(), Clock.systemUTC()),
                accepted.algorithms(),
                accepted.tokenTypes());
    }

    @Bean
    Revocations revocations() {
        return Revocations.none();
    }
}
