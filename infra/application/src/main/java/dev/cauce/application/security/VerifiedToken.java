package dev.cauce.application.security;

import dev.cauce.platform.access.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token said, once its signature and every claim were found good.
 *
 * @param tokenId its {@code jti}, if it has one
 * @param issuedAt its {@code iat}
 */
record VerifiedToken(Caller caller, @Nullable String tokenId, Instant issuedAt) {}
