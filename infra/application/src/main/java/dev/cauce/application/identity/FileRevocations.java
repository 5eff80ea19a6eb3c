package dev.cauce.application.identity;

import dev.cauce.application.security.Revocations;
import dev.cauce.platform.access.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Revocations of the embedded issuer in an append-only file, a line each: {@code token ID UNTIL}, or {@code client ID
 * BEFORE}, {@code subject TENANT/ID BEFORE} and {@code tenant ID BEFORE}, times in epoch seconds. A token's line is
 * dropped at a start after the token has expired, another's once every token that it can concern has.
 */
public final class FileRevocations implements Revocations {

    private static final Pattern LINE =
            Pattern.compile("(token|client|subject|tenant) ([\\x21-\\x7e]{1,256}) (\\d{1,12})");

    private final PrivateFile file;
    private final Duration longestLife;
    private final Clock clock;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<String, Instant> holders = new ConcurrentHashMap<>();

    /** @param longestLife the longest time for which a token is accepted, clock skew included */
    FileRevocations(PrivateFile file, Duration longestLife, Clock clock) {
        this.file = file;
        this.longestLife = longestLife;
        this.clock = clock;
        file.read().ifPresent(this::load);
    }

    /** Refuses one token from now on. Durable when it returns. */
    public synchronized void revokeToken(String tokenId, Instant expiresAt) {
        Instant until = expiresAt.plus(longestLife);
        file.append(line("token", tokenId, until));
        tokens.put(tokenId, until);
        forgetExpired();
    }

    /** Refuses every token that the client was issued up to now. Durable when it returns. */
    public synchronized void revokeTokensOf(String clientId) {
        revokeTokensOf("client", clientId);
    }

    /** Refuses every token that the subject of this tenant was issued up to now. Durable when it returns. */
    public synchronized void revokeTokensOfSubject(String tenantId, String subject) {
        revokeTokensOf("subject", tenantId + "/" + subject);
    }

    /** Refuses every token of the tenant that was issued up to now. Durable when it returns. */
    public synchronized void revokeTokensOfTenant(String tenantId) {
        revokeTokensOf("tenant", tenantId);
    }

    private void revokeTokensOf(String kind, String id) {
        Instant before = clock.instant().plusSeconds(1);
        file.append(line(kind, id, before));
        holders.put(kind + " " + id, before);
    }

    @Override
    public boolean isRevoked(@Nullable String tokenId, Caller caller, Instant issuedAt) {
        if (tokenId != null && tokens.containsKey(tokenId)) {
            return true;
        }
        if (holders.isEmpty()) {
            return false;
        }
        String tenant = caller.tenantId().value();
        return isBefore("client " + caller.clientId(), issuedAt)
                || isBefore("subject " + tenant + "/" + caller.subject(), issuedAt)
                || isBefore("tenant " + tenant, issuedAt);
    }

    private boolean isBefore(String holder, Instant issuedAt) {
        Instant before = holders.get(holder);
        return before != null && issuedAt.isBefore(before);
    }

    private void load(byte[] content) {
        Instant now = clock.instant();
        StringBuilder kept = new StringBuilder();
        String text = new String(content, StandardCharsets.US_ASCII);
        // What follows the last line break was torn by a crash, before anybody was told that it is there.
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        for (String line : whole.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new UnreadableIdentityFile(
                        file.path(), "revocations, a line each", new IllegalArgumentException("A damaged line"));
            }
            Instant time = Instant.ofEpochSecond(Long.parseLong(matcher.group(3)));
            boolean ofToken = matcher.group(1).equals("token");
            if (now.isBefore(ofToken ? time : time.plus(longestLife))) {
                if (ofToken) {
                    tokens.put(matcher.group(2), time);
                } else {
                    holders.put(matcher.group(1) + " " + matcher.group(2), time);
                }
                kept.append(line).append('\n');
            }
        }
        file.replace(kept.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private void forgetExpired() {
        Instant now = clock.instant();
        tokens.values().removeIf(until -> !now.isBefore(until));
    }

    private static byte[] line(String kind, String id, Instant time) {
        String line = kind + " " + id + " " + time.getEpochSecond();
        if (!LINE.matcher(line).matches()) {
            throw new IllegalArgumentException("Not an id that can be revoked");
        }
        return (line + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
