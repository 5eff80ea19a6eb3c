package dev.cauce.application.identity;

import dev.cauce.application.security.Issuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The metadata document of the embedded issuer (RFC 8414). Spring's own cannot leave out the authorization endpoint,
 * which is not offered here.
 */
@RestController
@ConditionalOnBooleanProperty(name = "cauce.identity.embedded", matchIfMissing = true)
class IssuerMetadata {

    private static final List<String> SECRET_METHODS = List.of("client_secret_basic", "client_secret_post");

    private final Map<String, Object> document = new LinkedHashMap<>();

    IssuerMetadata(Issuer issuer) {
        String base = issuer.url();
        document.put("issuer", base);
        document.put("token_endpoint", base + EmbeddedIssuer.TOKEN);
        document.put("token_endpoint_auth_methods_supported", SECRET_METHODS);
        document.put("revocation_endpoint", base + EmbeddedIssuer.REVOCATION);
        document.put("revocation_endpoint_auth_methods_supported", SECRET_METHODS);
        document.put("jwks_uri", base + EmbeddedIssuer.KEYS);
        document.put("grant_types_supported", List.of("client_credentials"));
        document.put("response_types_supported", List.of());
    }

    @GetMapping(path = EmbeddedIssuer.METADATA, produces = "application/json")
    Map<String, Object> document() {
        return document;
    }
}
