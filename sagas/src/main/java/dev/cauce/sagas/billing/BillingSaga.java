package dev.cauce.sagas.billing;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.DraftInvoice;
import dev.cauce.contracts.invoice.FinaliseInvoice;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.RecordInvoicePayment;
import dev.cauce.contracts.invoice.RefundShare;
import dev.cauce.contracts.invoice.VoidInvoice;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.payment.RefundPayment;
import dev.cauce.contracts.payment.RefundReason;
import dev.cauce.contracts.payment.RequestPayment;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.ConfirmFirstPayment;
import dev.cauce.contracts.subscription.RejectFirstPayment;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.rejection.Rejected;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/**
 * Walks one invoice from the charge to its end. Every command that it sends may be repeated: the aggregates answer a
 * repetition with nothing. Whether a first payment came in time is decided by the invoice, which is either paid or
 * void: the saga rejects the subscription only when it is void.
 */
@ProcessingGroup(BillingSaga.GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class BillingSaga {

    /** The processing group. */
    public static final String GROUP = "billing-saga";

    /** How long after the charge a first payment still counts. */
    static final Duration FIRST_PAYMENT_WINDOW = Duration.ofHours(23);

    /** The association property that every one of these sagas starts with, and never has a second value of. */
    public static final String ASSOCIATION = "invoiceId";

    static final String ACCOUNT = "accountId";
    static final String FIRST_PAYMENT = "billing-first-payment";

    private static final int LONGEST_ID = 64;

    private @Nullable TenantId tenantId;
    private @Nullable SubscriptionId subscriptionId;
    /** The payment of an activation that was asked for last, from 1, and what it asked for. */
    private int payments;

    private @Nullable RequestPayment asked;
    private boolean failed;
    /** Whether the account has brought a method that the payment under way may not have known. */
    private boolean anotherMethod;

    /** Why the first payment is rejected, should it come to that. */
    private CancellationReason rejection = CancellationReason.PAYMENT_TIMED_OUT;

    @StartSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = TenantAssociation.class)
    void on(SubscriptionCharged event, ProcessCommands commands, DeadlineManager deadlines) {
        if (tenantId != null) {
            return;
        }
        tenantId = event.tenantId();
        subscriptionId = event.subscriptionId();
        Optional<Rejected> refused = commands.send(new DraftInvoice(
                event.tenantId(),
                event.invoiceId(),
                event.accountId(),
                event.subscriptionId(),
                event.reason(),
                event.currency(),
                event.lines()));
        if (event.reason() != ChargeReason.ACTIVATION) {
            refused.ifPresent(BillingSaga::wrongCharge);
        } else if (refused.isPresent()) {
            commands.send(new RejectFirstPayment(
                    event.tenantId(), event.subscriptionId(), event.invoiceId(), CancellationReason.PAYMENT_FAILED));
            SagaLifecycle.end();
        } else {
            SagaLifecycle.associateWith(ACCOUNT, event.tenantId() + "/" + event.accountId());
            deadlines.schedule(
                    event.chargedAt().plus(FIRST_PAYMENT_WINDOW),
                    FIRST_PAYMENT,
                    new FirstPaymentDue(event.invoiceId()));
        }
    }

    /** A charge that makes no invoice is a fault of ours: it stays in sight, and the money is not forgotten. */
    private static void wrongCharge(Rejected refused) {
        throw new IllegalStateException("A charge was refused as an invoice: " + refused.code(), refused);
    }

    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = TenantAssociation.class)
    void on(InvoiceDrafted event, ProcessCommands commands) {
        if (event.reason() == ChargeReason.ACTIVATION && event.totalMinor() > 0) {
            payments = Math.max(1, payments);
            asked = request(
                    event.tenantId(),
                    event.invoiceId(),
                    event.accountId(),
                    event.subscriptionId(),
                    event.currency(),
                    event.totalMinor());
            commands.send(asked);
        } else {
            commands.send(new FinaliseInvoice(event.tenantId(), event.invoiceId()));
        }
    }

    /** An activation is finalised with its payment, and asks for none. */
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = TenantAssociation.class)
    void on(InvoiceFinalised event, ProcessCommands commands) {
        if (event.reason() != ChargeReason.ACTIVATION && event.dueMinor() > 0) {
            commands.send(request(
                    event.tenantId(),
                    event.invoiceId(),
                    event.accountId(),
                    event.subscriptionId(),
                    event.currency(),
                    event.dueMinor()));
        }
    }

    /** One that comes after the end starts a saga of its own, which ends with it: no money is left lying. */
    @StartSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = TenantAssociation.class)
    void on(PaymentSucceeded event, ProcessCommands commands) {
        commands.send(
                new RecordInvoicePayment(event.tenantId(), event.invoiceId(), event.paymentId(), event.amountMinor()));
        if (tenantId == null) {
            SagaLifecycle.end();
        }
    }

    /**
     * Within the window the customer may still bring another method; after it the invoice is void. Of a later charge
     * the dunning takes care.
     */
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = TenantAssociation.class)
    void on(PaymentFailed event, ProcessCommands commands) {
        rejection = waitsForTheCustomer(event.kind())
                ? CancellationReason.PAYMENT_TIMED_OUT
                : CancellationReason.PAYMENT_FAILED;
        if (asked != null && asked.paymentId().equals(event.paymentId())) {
            failed = true;
            if (anotherMethod) {
                tryAgain(commands);
            }
        }
    }

    /** Of a first payment alone: what is due later is tried again by the dunning. */
    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = TenantAssociation.class)
    void on(PaymentMethodAdded event, ProcessCommands commands) {
        anotherMethod = true;
        if (failed) {
            tryAgain(commands);
        }
    }

    private void tryAgain(ProcessCommands commands) {
        if (asked != null) {
            payments++;
            failed = false;
            anotherMethod = false;
            asked = new RequestPayment(
                    asked.tenantId(),
                    paymentOf(asked.invoiceId(), payments),
                    asked.invoiceId(),
                    asked.accountId(),
                    asked.subscriptionId(),
                    asked.currency(),
                    asked.amountMinor());
            commands.send(asked);
        }
    }

    private static boolean waitsForTheCustomer(DeclineKind kind) {
        return switch (kind) {
            case AUTHENTICATION_REQUIRED, NO_METHOD -> true;
            case HARD, SOFT, FRAUD -> false;
        };
    }

    /** The invoice says which of the two came first, the payment or the end of the window; it cannot be both. */
    @DeadlineHandler(deadlineName = FIRST_PAYMENT)
    void windowClosed(FirstPaymentDue due, ProcessCommands commands) {
        if (tenantId == null || subscriptionId == null) {
            return;
        }
        Optional<Rejected> refused = commands.send(new VoidInvoice(tenantId, due.invoiceId(), rejection.name()));
        if (refused.isEmpty()) {
            commands.send(new RejectFirstPayment(tenantId, subscriptionId, due.invoiceId(), rejection));
        } else if (refused.get().code() == ErrorCode.INVOICE_IS_PAID) {
            commands.send(new ConfirmFirstPayment(tenantId, subscriptionId, due.invoiceId()));
        }
        SagaLifecycle.end();
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = TenantAssociation.class)
    void on(InvoicePaid event, ProcessCommands commands, DeadlineManager deadlines) {
        if (event.reason() == ChargeReason.ACTIVATION) {
            deadlines.cancelAllWithinScope(FIRST_PAYMENT);
            commands.send(new ConfirmFirstPayment(event.tenantId(), event.subscriptionId(), event.invoiceId()));
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = TenantAssociation.class)
    void on(InvoiceVoided event, ProcessCommands commands, DeadlineManager deadlines) {
        if (event.reason() == ChargeReason.ACTIVATION) {
            deadlines.cancelAllWithinScope(FIRST_PAYMENT);
            commands.send(
                    new RejectFirstPayment(event.tenantId(), event.subscriptionId(), event.invoiceId(), rejection));
        }
    }

    private static RequestPayment request(
            TenantId tenantId,
            InvoiceId invoiceId,
            AccountId accountId,
            SubscriptionId subscriptionId,
            String currency,
            long amountMinor) {
        return new RequestPayment(
                tenantId, paymentOf(invoiceId), invoiceId, accountId, subscriptionId, currency, amountMinor);
    }

    /** The payments of an invoice; a long invoice id is hashed, since an id has 64 characters at most. */
    static PaymentId paymentOf(InvoiceId invoiceId, int payment) {
        String number = payment == 1 ? "" : "-" + payment;
        String readable = "pay-" + invoiceId + number;
        return new PaymentId(
                readable.length() <= LONGEST_ID ? readable : "pay-" + RequestStream.sha256(invoiceId.value()) + number);
    }

    static PaymentId paymentOf(InvoiceId invoiceId) {
        return paymentOf(invoiceId, 1);
    }

    /** By the payments that the invoice was paid with, also after its end; each is asked for once under its id. */
    @StartSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = TenantAssociation.class)
    void on(CreditNoteIssued event, ProcessCommands commands) {
        for (RefundShare share : event.refunds()) {
            commands.send(new RefundPayment(
                    event.tenantId(),
                    share.paymentId(),
                    new RefundId(event.creditNoteId().value()),
                    share.amountMinor(),
                    RefundReason.CUSTOMER_REQUEST));
        }
        if (tenantId == null) {
            SagaLifecycle.end();
        }
    }
}
