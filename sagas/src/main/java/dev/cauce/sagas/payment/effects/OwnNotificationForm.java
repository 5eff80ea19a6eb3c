package dev.cauce.sagas.payment.effects;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.rejection.Rejected;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;

/** The form of our own, which the sandbox writes and a gateway behind a bridge may. */
public final class OwnNotificationForm implements NotificationForm {

    /** The header that the signature is in. */
    public static final String HEADER = "Cauce-Signature";

    private final NotificationSignature signature;

    public OwnNotificationForm(NotificationSignature signature) {
        this.signature = signature;
    }

    @Override
    public String header() {
        return HEADER;
    }

    @Override
    public byte[] secretOf(TenantId tenantId) {
        return signature.secretOf(tenantId.value()).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Notification read(String body) {
        try {
            Notification notification = CauceJson.mapper().readValue(body, Notification.class);
            if (notification == null || (Object) notification.type() == null || (Object) notification.key() == null) {
                throw new Rejected(ErrorCode.INVALID_REQUEST, "A notification has a type and a key.");
            }
            return notification;
        } catch (JacksonException malformed) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "The body is no notification.");
        }
    }
}
