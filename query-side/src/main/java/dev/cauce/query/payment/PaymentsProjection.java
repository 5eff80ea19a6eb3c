package dev.cauce.query.payment;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.payment.DisputeClosed;
import dev.cauce.contracts.payment.PaymentAttemptDeclined;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentAttemptSucceeded;
import dev.cauce.contracts.payment.PaymentAttemptWithheld;
import dev.cauce.contracts.payment.PaymentDisputed;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentOutcomeUnknown;
import dev.cauce.contracts.payment.PaymentPollRequested;
import dev.cauce.contracts.payment.PaymentRefunded;
import dev.cauce.contracts.payment.PaymentRequested;
import dev.cauce.contracts.payment.PaymentStatus;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.PaymentUnresolved;
import dev.cauce.contracts.payment.RefundFailed;
import dev.cauce.contracts.payment.RefundRequested;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Answers: what was asked for an invoice, by which method, and what became of it? */
@ProcessingGroup(PaymentsProjection.NAME)
public final class PaymentsProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "payments";

    static final String PAYMENT = "payment";

    private final Views views;

    public PaymentsProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(PaymentRequested event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at)
                .set("tenantId", event.tenantId().value())
                .set("paymentId", event.paymentId().value())
                .set("invoiceId", event.invoiceId().value())
                .set("accountId", event.accountId().value())
                .set("subscriptionId", event.subscriptionId().value())
                .set("currency", event.currency())
                .set("amountMinor", event.amountMinor())
                .set("status", PaymentStatus.PENDING)
                .set("attempts", 0)
                .set("refundedMinor", 0L)
                .set("disputed", false)
                .set("requestedAt", event.requestedAt());
    }

    @EventHandler
    void on(PaymentAttemptRequested event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at)
                .set("status", PaymentStatus.PENDING)
                .set("attempts", event.attempt())
                .set("paymentMethodId", event.paymentMethodId().value());
    }

    @EventHandler
    void on(PaymentAttemptWithheld event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at)
                .set("declineCode", event.rule())
                .set("retryNotBefore", event.notBefore());
    }

    @EventHandler
    void on(PaymentAttemptDeclined event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at)
                .set("declineKind", event.kind())
                .set("declineCode", event.declineCode())
                .set("retryNotBefore", event.retryNotBefore());
    }

    @EventHandler
    void on(PaymentAttemptSucceeded event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at)
                .set("paymentMethodId", event.paymentMethodId().value());
    }

    @EventHandler
    void on(PaymentSucceeded event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at)
                .set("status", PaymentStatus.SUCCEEDED)
                .unset("declineKind")
                .unset("declineCode")
                .unset("retryNotBefore");
    }

    @EventHandler
    void on(PaymentFailed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at)
                .set("status", PaymentStatus.FAILED)
                .set("declineKind", event.kind())
                .set("declineCode", event.declineCode())
                .set("retryNotBefore", event.retryNotBefore());
    }

    @EventHandler
    void on(PaymentOutcomeUnknown event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at).set("status", PaymentStatus.UNKNOWN);
    }

    @EventHandler
    void on(PaymentPollRequested event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at);
    }

    @EventHandler
    void on(PaymentUnresolved event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at).set("status", PaymentStatus.UNRESOLVED);
    }

    @EventHandler
    void on(RefundRequested event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at);
    }

    @EventHandler
    void on(PaymentRefunded event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at).set("refundedMinor", event.refundedMinor());
    }

    @EventHandler
    void on(RefundFailed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at);
    }

    @EventHandler
    void on(PaymentDisputed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at).set("disputed", true);
    }

    @EventHandler
    void on(DisputeClosed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event.tenantId(), event.paymentId(), sequence, at).set("disputed", false);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }

    private ViewChange change(TenantId tenantId, PaymentId paymentId, long sequence, Instant at) {
        return views.change(NAME, documentId(tenantId, paymentId), PAYMENT, sequence)
                .set("updatedAt", at);
    }
}
