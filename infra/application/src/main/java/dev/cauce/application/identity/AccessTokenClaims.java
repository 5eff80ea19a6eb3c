package dev.cauce.application.identity;

import dev.cauce.application.security.AcceptedTokens;
import dev.cauce.application.security.StrongLogin;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Puts into an access token what Cauce reads in it: RFC 9068, with {@code tenant} beside. */
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /** {@code typ} of every token of ours, so that no other JWT signed by the same key passes for an access token. */
    static final String TYPE = "at+jwt";

    private final IdentityProperties properties;
    private final AcceptedTokens accepted;
    private final RegisteredClients clients;
    private final SigningKeys keys;

    AccessTokenClaims(
            IdentityProperties properties, AcceptedTokens accepted, RegisteredClients clients, SigningKeys keys) {
        this.properties = properties;
        this.accepted = accepted;
        this.clients = clients;
        this.keys = keys;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            throw new IllegalStateException("The embedded issuer issues access tokens only");
        }
        OAuth2ClientCredentialsAuthenticationToken grant =
                Objects.requireNonNull(context.getAuthorizationGrant(), "Only client credentials are granted");
        ApiClient client = clients.find(context.getRegisteredClient().getClientId())
                .orElseThrow(() -> new OAuth2AuthenticationException("invalid_client"));
        boolean strong = strongLoginAskedFor(grant);
        if (strong && !client.strongLogin()) {
            throw new OAuth2AuthenticationException(new OAuth2Error(
                    "unmet_authentication_requirements", "This client may not ask for a strong login", null));
        }
        context.getJwsHeader()
                .type(TYPE)
                .algorithm(SignatureAlgorithm.valueOf(SigningKeys.ALGORITHM.getName()))
                .keyId(keys.current().getKeyID());
        context.getClaims().claims(claims -> {
            Instant issuedAt = (Instant) Objects.requireNonNull(claims.get("iat"));
            claims.put("aud", List.of(accepted.audience()));
            claims.put("sub", client.subject());
            claims.put("client_id", client.clientId());
            claims.put(accepted.tenantClaim(), client.tenantId());
            claims.put(accepted.rolesClaim(), client.roles());
            if (!client.accounts().isEmpty()) {
                claims.put(accepted.accountsClaim(), client.accounts());
            }
            claims.put("acr", strong ? StrongLogin.ACR : StrongLogin.ORDINARY_ACR);
            claims.put("auth_time", issuedAt.getEpochSecond());
            if (strong && accepted.stepUp().maxAge().compareTo(properties.tokenLifetime()) < 0) {
                claims.put("exp", issuedAt.plus(accepted.stepUp().maxAge()));
            }
        });
    }

    private static boolean strongLoginAskedFor(OAuth2ClientCredentialsAuthenticationToken grant) {
        return grant.getAdditionalParameters().get("acr_values") instanceof String values
                && Arrays.asList(values.split(" ", -1)).contains(StrongLogin.ACR);
    }
}
