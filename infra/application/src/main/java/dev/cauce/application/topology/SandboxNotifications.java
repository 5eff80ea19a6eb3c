package dev.cauce.application.topology;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.sagas.payment.effects.Notification;
import dev.cauce.sagas.payment.effects.NotificationForm;
import dev.cauce.sagas.payment.effects.NotificationSignature;
import dev.cauce.sagas.payment.effects.PaymentNotifications;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tells what the sandbox has to tell, signed as a gateway's notification is, by the way that those come in. */
final class SandboxNotifications implements AutoCloseable {

    private final NotificationSignature signature;
    private final NotificationForm form;
    private final PaymentNotifications notifications;
    private final Clock clock;
    // Here the command would join the unit of work of the event that is being handled.
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SandboxNotifications(
            NotificationSignature signature, NotificationForm form, PaymentNotifications notifications, Clock clock) {
        this.signature = signature;
        this.form = form;
        this.notifications = notifications;
        this.clock = clock;
    }

    void disputeOpened(String tenantId, String key, String disputeId, long amountMinor) {
        String body = CauceJson.mapper()
                .writeValueAsString(new Notification(
                        "evt_" + disputeId,
                        "dispute.opened",
                        key,
                        null,
                        null,
                        null,
                        null,
                        disputeId,
                        amountMinor,
                        "fraudulent"));
        String header = signature.header(tenantId, clock.instant(), body);
        CompletableFuture.runAsync(() -> notifications.receive(form, new TenantId(tenantId), header, body), threads)
                .join();
    }

    @Override
    public void close() {
        threads.close();
    }
}
