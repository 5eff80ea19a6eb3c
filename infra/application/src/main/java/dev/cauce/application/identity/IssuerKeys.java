package dev.cauce.application.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys of an outside issuer, found by OpenID Connect discovery when the first token comes, so that a start does not
 * depend on it. Keys are kept for five minutes and, should the issuer be out of reach, for an hour; an unknown key id
 * asks again, but no more than once in thirty seconds, whatever is thrown at us.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int GREATEST_ANSWER_BYTES = 256 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration KEPT_IN_AN_OUTAGE = Duration.ofHours(1);
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(30);
    private static final Duration DISCOVERY_RETRY = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String issuer;
    private final Optional<String> jwkSetUri;
    private final Clock clock;
    private final DefaultResourceRetriever http =
            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, GREATEST_ANSWER_BYTES);
    private final ReentrantLock discovery = new ReentrantLock();
    private volatile @Nullable JWKSource<SecurityContext> keys;
    private Instant nextDiscovery = Instant.MIN;

    IssuerKeys(String issuer, @Nullable String jwkSetUri, Clock clock) {
        this.issuer = issuer;
        this.jwkSetUri = Optional.ofNullable(jwkSetUri);
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSource<SecurityContext> known = keys;
        return (known == null ? discovered() : known).get(selector, context);
    }

    /** A lock and not a monitor: the issuer may be slow, and virtual threads wait here. */
    private JWKSource<SecurityContext> discovered() throws KeySourceException {
        discovery.lock();
        try {
            JWKSource<SecurityContext> known = keys;
            if (known != null) {
                return known;
            }
            Instant now = clock.instant();
            // Further ahead than it was ever set: the clock has been put back since.
            if (now.isBefore(nextDiscovery)
                    && nextDiscovery.isBefore(now.plus(DISCOVERY_RETRY).plusSeconds(1))) {
                throw new KeySourceException("The issuer could not be reached a moment ago");
            }
            nextDiscovery = now.plus(DISCOVERY_RETRY);
            JWKSource<SecurityContext> found = source(jwkSetUri.isPresent() ? jwkSetUri.get() : discover());
            keys = found;
            return found;
        } finally {
            discovery.unlock();
        }
    }

    private String discover() throws KeySourceException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        try {
            String document = http.retrieveResource(URI.create(base + "/.well-known/openid-configuration")
                            .toURL())
                    .getContent();
            JsonNode configuration = JSON.readTree(document);
            if (!issuer.equals(configuration.path("issuer").asString(""))) {
                throw new KeySourceException("The discovery document names another issuer");
            }
            String found = configuration.path("jwks_uri").asString("");
            if (found.isEmpty()) {
                throw new KeySourceException("The discovery document names no jwks_uri");
            }
            return found;
        } catch (IOException | JacksonException cause) {
            throw new KeySourceException("The discovery document of the issuer cannot be read", cause);
        }
    }

    private JWKSource<SecurityContext> source(String uri) throws KeySourceException {
        try {
            return JWKSourceBuilder.<SecurityContext>create(URI.create(uri).toURL(), http)
                    .cache(KEPT.toMillis(), TIMEOUT_MILLIS * 2L)
                    .rateLimited(LEAST_INTERVAL.toMillis())
                    .outageTolerant(KEPT_IN_AN_OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException | IllegalArgumentException cause) {
            throw new KeySourceException("The issuer's jwks_uri is no URL", cause);
        }
    }
}
