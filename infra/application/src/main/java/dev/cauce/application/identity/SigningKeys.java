package dev.cauce.application.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys that the embedded issuer signs with, kept in one file of the data folder. The newest signs; an older one
 * still verifies until the last token it may have signed has expired, and is then forgotten.
 *
 * <p>RSA with 2048 bits and RS256: a token is signed once and verified by every process that sees it. Reading and
 * verifying one cost 0.11 ms with RS256, 0.76 ms with ES256 and 0.83 ms with Ed25519, signing 1.2 ms and 0.2 ms (JDK
 * 25, two busy cores: take the ratios); a verified token that is remembered costs a SHA-256, 2 µs.
 */
public final class SigningKeys implements JWKSource<SecurityContext> {

    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;
    private static final int KEY_BITS = 2048;
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final PrivateFile file;
    private final Duration verifiableAfterRetirement;
    private final Clock clock;
    private volatile List<Key> keys;

    /**
     * Reads the keys, or makes the first one.
     *
     * @param verifiableAfterRetirement how long a key that was replaced still verifies: the longest life of a token and
     *     the clock skew allowed on top
     */
    SigningKeys(PrivateFile file, Duration verifiableAfterRetirement, Clock clock) {
        this.file = file;
        this.verifiableAfterRetirement = verifiableAfterRetirement;
        this.clock = clock;
        this.keys = file.read().map(content -> parse(file, content)).orElseGet(List::of);
        if (this.keys.isEmpty()) {
            rotate();
        }
    }

    /** Makes a new key, which signs from now on. Returns its id. Tokens signed before stay valid until they expire. */
    public synchronized String rotate() {
        Instant now = clock.instant();
        Key fresh = new Key(generate(now), now, null);
        List<Key> next = new ArrayList<>();
        next.add(fresh);
        for (Key key : keys) {
            Key old = key.retiredAt() == null ? new Key(key.jwk(), key.createdAt(), now) : key;
            if (verifies(old, now)) {
                next.add(old);
            }
        }
        write(next);
        keys = List.copyOf(next);
        return fresh.jwk().getKeyID();
    }

    /** The key that signs, private part included. */
    RSAKey current() {
        return keys.getFirst().jwk();
    }

    /** The id of the key that signs. */
    public String currentId() {
        return current().getKeyID();
    }

    /** When the signing key was made. */
    public Instant currentSince() {
        return keys.getFirst().createdAt();
    }

    /** The keys that verify now. Public parts only leave through here: the private ones are for {@link #current}. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        Instant now = clock.instant();
        List<JWK> verifying = keys.stream()
                .filter(key -> verifies(key, now))
                .map(key -> (JWK) key.jwk().toPublicJWK())
                .toList();
        return selector.select(new JWKSet(verifying));
    }

    private boolean verifies(Key key, Instant now) {
        return key.retiredAt() == null || now.isBefore(key.retiredAt().plus(verifiableAfterRetirement));
    }

    private static RSAKey generate(Instant now) {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(ALGORITHM)
                    .issueTime(java.util.Date.from(now))
                    .generate();
        } catch (JOSEException cause) {
            throw new IllegalStateException("This Java runtime cannot make an RSA key", cause);
        }
    }

    private void write(List<Key> next) {
        List<StoredKey> stored = next.stream()
                .map(key -> new StoredKey(key.jwk().toJSONObject(), key.createdAt(), key.retiredAt()))
                .toList();
        file.replace(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new StoredKeys(FORMAT, stored)));
    }

    private static List<Key> parse(PrivateFile file, byte[] content) {
        try {
            StoredKeys stored = JSON.readValue(content, StoredKeys.class);
            if (stored.format() != FORMAT || stored.keys().isEmpty()) {
                throw new UnreadableIdentityFile(
                        file.path(), "signing keys of format " + FORMAT, new IllegalStateException());
            }
            List<Key> keys = new ArrayList<>();
            for (StoredKey key : stored.keys()) {
                RSAKey jwk = RSAKey.parse(key.jwk());
                if (!jwk.isPrivate() || jwk.getKeyID() == null) {
                    throw new ParseException("A key without its private part or without an id", 0);
                }
                keys.add(new Key(jwk, Objects.requireNonNull(key.createdAt()), key.retiredAt()));
            }
            return List.copyOf(keys);
        } catch (JacksonException | ParseException | NullPointerException | IllegalArgumentException cause) {
            throw new UnreadableIdentityFile(file.path(), "signing keys", cause);
        }
    }

    private record Key(
            RSAKey jwk, Instant createdAt, @Nullable Instant retiredAt) {}

    private record StoredKeys(int format, List<StoredKey> keys) {}

    private record StoredKey(
            Map<String, Object> jwk,
            Instant createdAt,
            @Nullable Instant retiredAt) {}
}
