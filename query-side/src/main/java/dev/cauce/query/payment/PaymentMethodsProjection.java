package dev.cauce.query.payment;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.payment.DefaultPaymentMethodChosen;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodRemoved;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;

/** Answers: what does an account pay with? A document per account holds its methods by their ids. */
@ProcessingGroup(PaymentMethodsProjection.NAME)
public final class PaymentMethodsProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "payment-methods";

    private final Views views;

    public PaymentMethodsProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(PaymentMethodAdded event, @SequenceNumber long sequence) {
        String method = "methods." + ViewChange.path(event.paymentMethodId().value());
        change(event.tenantId(), event.accountId(), sequence)
                .set("tenantId", event.tenantId().value())
                .set("accountId", event.accountId().value())
                .set(method + ".paymentMethodId", event.paymentMethodId().value())
                .set(method + ".brand", event.brand())
                .set(method + ".lastFour", event.lastFour())
                .set(method + ".expiryMonth", event.expiryMonth())
                .set(method + ".expiryYear", event.expiryYear())
                .set(
                        method + ".subscriptionId",
                        event.subscriptionId() == null
                                ? null
                                : event.subscriptionId().value())
                .set(method + ".addedAt", event.addedAt())
                .set(method + ".removed", false);
    }

    @EventHandler
    void on(DefaultPaymentMethodChosen event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.accountId(), sequence)
                .set("preferred", event.paymentMethodId().value());
    }

    @EventHandler
    void on(PaymentMethodRemoved event, @SequenceNumber long sequence) {
        String method = "methods." + ViewChange.path(event.paymentMethodId().value());
        change(event.tenantId(), event.accountId(), sequence).set(method + ".removed", true);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }

    private ViewChange change(TenantId tenantId, AccountId accountId, long sequence) {
        return views.change(NAME, documentId(tenantId, accountId), "payment-method", sequence);
    }
}
