package dev.cauce.platform.personaldata;

import dev.cauce.platform.personaldata.PersonalDataUnreadable.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The stored form of one encrypted component: {@code cauce:pd:1:} and URL-safe Base64 of {@code iv | ciphertext | tag}.
 * The plaintext is the component's JSON in UTF-8; tenant, subject and field name are authenticated with it.
 */
final class SealedField {

    private static final String FAMILY = "cauce:pd:";
    private static final String PREFIX = FAMILY + "1:";

    private SealedField() {}

    /** Whether a stored text is encrypted, in this version of the format or another. */
    static boolean isSealed(String stored) {
        return stored.startsWith(FAMILY);
    }

    static String seal(SecretKey key, String tenant, String subject, String field, byte[] json) {
        return PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Aes256Gcm.seal(key, json, context(tenant, subject, field)));
    }

    /** The JSON of a sealed component, authentic for one of the names that the component has or had. */
    static byte[] open(SecretKey key, String tenant, String subject, List<String> fields, String stored) {
        byte[] sealed = bytes(stored, fields.getFirst());
        return fields.stream()
                .map(field -> Aes256Gcm.open(key, sealed, context(tenant, subject, field)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new PersonalDataUnreadable(
                        Reason.TAMPERED,
                        "the stored value of '" + fields.getFirst()
                                + "' is not what was written for this tenant, subject and field"));
    }

    private static byte[] bytes(String stored, String field) {
        if (!stored.startsWith(PREFIX)) {
            throw new PersonalDataUnreadable(
                    Reason.FORMAT_UNKNOWN,
                    "the stored value of '" + field + "' is encrypted in a format that this version does not know");
        }
        try {
            return Base64.getUrlDecoder().decode(stored.substring(PREFIX.length()));
        } catch (IllegalArgumentException _) {
            throw new PersonalDataUnreadable(Reason.TAMPERED, "the stored value of '" + field + "' is not Base64");
        }
    }

    /** Unambiguous, since neither a tenant nor a field name has a bar in it. */
    private static byte[] context(String tenant, String subject, String field) {
        return (tenant + "|" + subject + "|" + field).getBytes(StandardCharsets.UTF_8);
    }
}
