package dev.cauce.application.identity;

import dev.cauce.platform.access.ClientSecrets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes of client secrets, as Spring Security wants to see them. */
final class SecretHash implements PasswordEncoder {

    static String newSecret() {
        return ClientSecrets.newSecret();
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : ClientSecrets.hash(secret);
    }

    static String of(String secret) {
        return ClientSecrets.hash(secret);
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
        return secret != null && encoded != null && ClientSecrets.matches(secret, encoded);
    }
}
