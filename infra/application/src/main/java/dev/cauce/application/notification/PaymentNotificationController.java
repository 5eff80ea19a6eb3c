package dev.cauce.application.notification;

import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.sagas.payment.effects.NotificationForm;
import dev.cauce.sagas.payment.effects.PaymentNotifications;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

    private final PaymentNotifications notifications;
    private final List<NotificationForm> forms;

    PaymentNotificationController(PaymentNotifications notifications, List<NotificationForm> forms) {
        this.notifications = notifications;
        this.forms = List.copyOf(forms);
    }

    @PostMapping("/v1/webhooks/payments/{tenantId}")
    ResponseEntity<Void> receive(
            @PathVariable("tenantId") String tenantId,
            @RequestHeader HttpHeaders headers,
            @RequestBody(required = false) byte @Nullable [] body) {
        NotificationForm form = forms.stream()
                .filter(each -> headers.containsHeader(each.header()))
                .findFirst()
                .orElseThrow(PaymentNotificationController::unsigned);
        if (!tenantId.matches(StreamId.PART)) {
            throw unsigned();
        }
        notifications.receive(
                form,
                new TenantId(tenantId),
                headers.getFirst(form.header()),
                body == null ? "" : new String(body, StandardCharsets.UTF_8));
        return ResponseEntity.noContent().build();
    }

    private static Rejected unsigned() {
        return new Rejected(ErrorCode.NOTIFICATION_SIGNATURE_WRONG, "No signature is that of the body.");
    }
}
