package dev.cauce.application.notification;

import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.sagas.payment.effects.PaymentNotifications;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the payment gateway tells what nobody asked: 204 once it is recorded, and anything else is to be told again. It
 * needs no token, since its signature says who it is from, and answers nothing.
 */
@RestController
class PaymentNotificationController {

    /** {@code t=SECONDS,v1=HEX}: the time of signing, and HMAC-SHA-256 of {@code SECONDS.BODY}. */
    static final String SIGNATURE = "Cauce-Signature";

    private final PaymentNotifications notifications;

    PaymentNotificationController(PaymentNotifications notifications) {
        this.notifications = notifications;
    }

    @PostMapping("/v1/webhooks/payments/{tenantId}")
    ResponseEntity<Void> receive(
            @PathVariable("tenantId") String tenantId,
            @RequestHeader(name = SIGNATURE, required = false) @Nullable String signature,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (!tenantId.matches(StreamId.PART)) {
            throw new Rejected(ErrorCode.NOTIFICATION_SIGNATURE_WRONG, "The signature is not that of the body.");
        }
        notifications.receive(
                new TenantId(tenantId), signature, body == null ? "" : new String(body, StandardCharsets.UTF_8));
        return ResponseEntity.noContent().build();
    }
}
