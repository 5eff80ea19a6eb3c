package dev.cauce.application.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Remembers no token that it issued, since a token says all there is to know about it and a list of them would only
 * grow: a token that comes back to be revoked is read, and what is kept is that it was revoked.
 */
final class IssuedTokens implements OAuth2AuthorizationService {

    private static final String TOKEN_ID = "jti";

    private final RegisteredClientRepository clients;
    private final JWTProcessor<?> tokens;
    private final FileRevocations revocations;

    /** @param tokens verifies what we signed ourselves; whether it has expired does not matter */
    IssuedTokens(RegisteredClientRepository clients, JWTProcessor<?> tokens, FileRevocations revocations) {
        this.clients = clients;
        this.tokens = tokens;
        this.revocations = revocations;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
        String tokenId = authorization.getAttribute(TOKEN_ID);
        Instant expiresAt = token == null ? null : token.getToken().getExpiresAt();
        if (token != null && token.isInvalidated() && tokenId != null && expiresAt != null) {
            revocations.revokeToken(tokenId, expiresAt);
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        // Nothing was kept that could be removed.
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        JWTClaimsSet claims;
        String clientId;
        try {
            claims = tokens.process(token, null);
            clientId = claims.getStringClaim("client_id");
        } catch (ParseException | BadJOSEException | JOSEException notOurs) {
            return null;
        }
        RegisteredClient client = clientId == null ? null : clients.findByClientId(clientId);
        Date issuedAt = claims.getIssueTime();
        Date expiresAt = claims.getExpirationTime();
        String tokenId = claims.getJWTID();
        if (client == null || issuedAt == null || expiresAt == null || tokenId == null) {
            return null;
        }
        return OAuth2Authorization.withRegisteredClient(client)
                .id(tokenId)
                .principalName(Objects.requireNonNullElse(claims.getSubject(), clientId))
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .attribute(TOKEN_ID, tokenId)
                .accessToken(new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER, token, issuedAt.toInstant(), expiresAt.toInstant()))
                .build();
    }
}
