package dev.cauce.application.security;

import dev.cauce.platform.access.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tokens that are refused although they verify. Asked at every request, so an answer must cost next to nothing. */
public interface Revocations {

    /**
     * Whether the token is refused.
     *
     * @param tokenId the token's {@code jti}, if it has one
     * @param caller the tenant, the subject and the client that it names
     * @param issuedAt its {@code iat}
     */
    boolean isRevoked(@Nullable String tokenId, Caller caller, Instant issuedAt);

    /** For an outside issuer, which revokes in its own house. */
    static Revocations none() {
        return (tokenId, caller, issuedAt) -> false;
    }
}
