package dev.cauce.application.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.util.Collection;
import java.util.stream.Collectors;

/** What a token's header must say and whose signature it must bear. Its claims are judged by who reads them. */
final class TokenSignatures {

    private TokenSignatures() {}

    /** A processor that refuses unsigned, encrypted and symmetrically signed tokens, and those of another type. */
    static JWTProcessor<SecurityContext> verifiedBy(
            JWKSource<SecurityContext> keys, Collection<String> algorithms, Collection<String> types) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                types.stream().map(JOSEObjectType::new).collect(Collectors.toSet())));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                algorithms.stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()), keys));
        processor.setJWTClaimsSetVerifier(null);
        return processor;
    }
}
