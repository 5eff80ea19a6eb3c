package dev.cauce.platform.idempotency;

import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The stream that an idempotency key is: named by a hash of the key and its scope, tenant and principal. */
public final class RequestStream {

    /** The aggregate type of these streams. */
    public static final String TYPE = "Request";

    private RequestStream() {}

    /** The key of the request within its scope, 43 characters of URL-safe Base64; null where the client sent none. */
    public static @Nullable String scopedKey(CurrentRequest request) {
        return request.idempotencyKey() == null
                ? null
                : sha256(request.caller().actor() + "|" + request.idempotencyKey());
    }

    static String streamId(String tenantId, String scopedKey) {
        return StreamId.of("request", new TenantId(tenantId), scopedKey).value();
    }

    /** SHA-256 as URL-safe Base64 without padding. */
    public static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
