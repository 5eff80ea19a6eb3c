package dev.cauce.adapters.webhooks;

import dev.cauce.platform.webhook.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The symmetric signature of the Standard Webhooks specification 1.0.0: {@code v1,} and Base64 of HMAC-SHA-256 over
 * {@code id.timestamp.payload}, one for each secret, separated by a space.
 */
final class StandardWebhooksSignature {

    private StandardWebhooksSignature() {}

    /** The value of {@code webhook-signature}; secrets are {@code whsec_} and Base64. */
    static String of(String messageId, long timestampSeconds, String payload, List<String> secrets) {
        return secrets.stream()
                .map(secret -> "v1," + hmac(secret, messageId + "." + timestampSeconds + "." + payload))
                .collect(Collectors.joining(" "));
    }

    private static String hmac(String secret, String content) {
        if (!secret.startsWith(WebhookSecrets.PREFIX)) {
            throw new IllegalArgumentException("a secret begins with " + WebhookSecrets.PREFIX);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(secret.substring(WebhookSecrets.PREFIX.length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
