package dev.cauce.platform.webhook;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.webhook.WebhookEndpointId;
import dev.cauce.platform.personaldata.Aes256Gcm;
import dev.cauce.platform.personaldata.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;

/**
 * Signing secrets as the Standard Webhooks specification writes them, {@code whsec_} and Base64 of 32 random bytes, and
 * their sealed form: AES-256-GCM by a key of the endpoint's own in the key ring, which the tenant's key wraps as it
 * wraps those of people, so that it is rotated and backed up with them. Events and stores hold the sealed form alone.
 */
public final class WebhookSecrets {

    /** What a secret begins with. */
    public static final String PREFIX = "whsec_";

    private static final String SEALED = "cauce:whs:1:";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SubjectKeys keys;

    public WebhookSecrets(SubjectKeys keys) {
        this.keys = keys;
    }

    /** A new secret, as it is shown. */
    public static String newSecret() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** Seals a secret for its endpoint. */
    public String seal(TenantId tenantId, WebhookEndpointId endpointId, String secret) {
        SecretKey key = keys.getOrCreate(tenantId, subject(endpointId.value()))
                .orElseThrow(() -> new IllegalStateException("The key of a webhook endpoint was destroyed."));
        return SEALED
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Aes256Gcm.seal(
                                key,
                                secret.getBytes(StandardCharsets.US_ASCII),
                                context(tenantId.value(), endpointId.value())));
    }

    /**
     * The secret in its shown form.
     *
     * @throws IllegalStateException where it was not sealed for this endpoint, or its key is gone
     */
    public String open(String tenantId, String endpointId, String sealed) {
        if (!sealed.startsWith(SEALED)) {
            throw new IllegalStateException("A secret of a webhook endpoint is sealed in no form that is known.");
        }
        byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(SEALED.length()));
        return keys.find(new TenantId(tenantId), subject(endpointId))
                .flatMap(key -> Aes256Gcm.open(key, bytes, context(tenantId, endpointId)))
                .map(secret -> new String(secret, StandardCharsets.US_ASCII))
                .orElseThrow(() -> new IllegalStateException("A secret of a webhook endpoint does not open."));
    }

    private static String subject(String endpointId) {
        return "webhook-endpoint/" + endpointId;
    }

    private static byte[] context(String tenantId, String endpointId) {
        return (tenantId + "|webhook-endpoint|" + endpointId).getBytes(StandardCharsets.UTF_8);
    }
}
