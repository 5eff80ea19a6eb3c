package dev.cauce.sagas.dunning;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.cauce.contracts.dunning.AccessRestrictionRequested;
import dev.cauce.contracts.dunning.AdvanceDunning;
import dev.cauce.contracts.dunning.CloseDunningCase;
import dev.cauce.contracts.dunning.DunningCaseClosed;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningMessageRequested;
import dev.cauce.contracts.dunning.DunningOutcome;
import dev.cauce.contracts.dunning.DunningReleased;
import dev.cauce.contracts.dunning.DunningRetryRequested;
import dev.cauce.contracts.dunning.DunningStepPostponed;
import dev.cauce.contracts.dunning.DunningWithheld;
import dev.cauce.contracts.dunning.HoldDunning;
import dev.cauce.contracts.dunning.ReleaseDunning;
import dev.cauce.contracts.dunning.RetriesStopped;
import dev.cauce.contracts.dunning.RetryDunning;
import dev.cauce.contracts.dunning.RetryScheduled;
import dev.cauce.contracts.dunning.SuspensionRequested;
import dev.cauce.contracts.dunning.TrackFailedPayment;
import dev.cauce.contracts.dunning.TryPaymentMethod;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.MarkInvoiceUncollectible;
import dev.cauce.contracts.payment.DisputeClosed;
import dev.cauce.contracts.payment.PaymentDisputed;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.RequestPayment;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.RestoreEntitlement;
import dev.cauce.contracts.subscription.RestrictEntitlement;
import dev.cauce.contracts.subscription.SuspendEntitlement;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/**
 * Walks the case of one invoice. Every command that it sends may be repeated: the aggregates answer a repetition with
 * nothing.
 */
@ProcessingGroup(DunningSaga.GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class DunningSaga {

    /** The processing group. */
    public static final String GROUP = "dunning-saga";

    /** The association property that every one of these sagas starts with, and never has a second value of. */
    public static final String INVOICE = "invoiceId";

    static final String ACCOUNT = "accountId";
    static final String RETRY = "dunning-retry";
    static final String STEP = "dunning-step";

    private @Nullable TenantId tenantId;
    private @Nullable InvoiceId invoiceId;

    /** The case ended, and its invoice is still owed: another method may yet pay it. */
    private boolean kept;

    @StartSaga
    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(PaymentFailed event, ProcessCommands commands) {
        tenantId = event.tenantId();
        invoiceId = event.invoiceId();
        commands.send(new TrackFailedPayment(
                event.tenantId(),
                event.invoiceId(),
                event.paymentId(),
                event.accountId(),
                event.subscriptionId(),
                event.kind(),
                event.declineCode(),
                event.cardFingerprint(),
                event.retryNotBefore()));
    }

    /** There is no case, and this failure opens none. */
    @EndSaga
    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(DunningWithheld event) {}

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(DunningCaseOpened event, DeadlineManager deadlines) {
        SagaLifecycle.associateWith(new AssociationValue(ACCOUNT, event.tenantId() + "/" + event.accountId()));
        stepAt(event.nextStepAt(), event.nextStep(), deadlines);
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(RetryScheduled event, DeadlineManager deadlines) {
        deadlines.schedule(event.retryAt(), RETRY, new RetryDue(event.retry()));
    }

    @DeadlineHandler(deadlineName = RETRY)
    void retry(RetryDue due, ProcessCommands commands) {
        if (tenantId != null && invoiceId != null) {
            commands.send(new RetryDunning(tenantId, invoiceId, due.retry()));
        }
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(RetriesStopped event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(RETRY);
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(DunningRetryRequested event, ProcessCommands commands, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(RETRY);
        commands.send(new RequestPayment(
                event.tenantId(),
                event.paymentId(),
                event.invoiceId(),
                event.accountId(),
                event.subscriptionId(),
                event.currency(),
                event.amountMinor()));
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountOfCaseAssociation.class)
    void on(PaymentMethodAdded event, ProcessCommands commands) {
        if (invoiceId != null) {
            commands.send(new TryPaymentMethod(event.tenantId(), invoiceId, event.paymentMethodId()));
        }
    }

    @DeadlineHandler(deadlineName = STEP)
    void step(StepDue due, ProcessCommands commands) {
        if (tenantId != null && invoiceId != null) {
            commands.send(new AdvanceDunning(tenantId, invoiceId, due.step()));
        }
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(DunningMessageRequested event, DeadlineManager deadlines) {
        stepAt(event.nextStepAt(), event.nextStep(), deadlines);
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(AccessRestrictionRequested event, ProcessCommands commands, DeadlineManager deadlines) {
        stepAt(event.nextStepAt(), event.nextStep(), deadlines);
        commands.send(new RestrictEntitlement(event.tenantId(), event.subscriptionId(), cause(event.invoiceId())));
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(SuspensionRequested event, ProcessCommands commands, DeadlineManager deadlines) {
        stepAt(event.nextStepAt(), event.nextStep(), deadlines);
        commands.send(new SuspendEntitlement(event.tenantId(), event.subscriptionId(), cause(event.invoiceId())));
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(DunningStepPostponed event, DeadlineManager deadlines) {
        stepAt(event.nextStepAt(), event.nextStep(), deadlines);
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(PaymentDisputed event, ProcessCommands commands) {
        commands.send(new HoldDunning(event.tenantId(), event.invoiceId(), event.disputeId()));
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(DisputeClosed event, ProcessCommands commands) {
        commands.send(new ReleaseDunning(event.tenantId(), event.invoiceId(), event.disputeId()));
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(DunningReleased event, DeadlineManager deadlines) {
        stepAt(event.nextStepAt(), event.nextStep(), deadlines);
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(InvoicePaid event, ProcessCommands commands) {
        commands.send(new CloseDunningCase(event.tenantId(), event.invoiceId(), DunningOutcome.RECOVERED));
        endIfKept();
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(InvoiceVoided event, ProcessCommands commands) {
        commands.send(new CloseDunningCase(event.tenantId(), event.invoiceId(), DunningOutcome.VOIDED));
        endIfKept();
    }

    private void endIfKept() {
        if (kept) {
            SagaLifecycle.end();
        }
    }

    @SagaEventHandler(associationProperty = INVOICE, associationResolver = InvoiceAssociation.class)
    void on(DunningCaseClosed event, ProcessCommands commands, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(RETRY);
        deadlines.cancelAllWithinScope(STEP);
        if (event.outcome() == DunningOutcome.KEPT) {
            kept = true;
        } else {
            SagaLifecycle.end();
        }
        switch (event.outcome()) {
            case RECOVERED, KEPT, VOIDED -> {
                if (event.serviceTaken()) {
                    commands.send(new RestoreEntitlement(event.tenantId(), event.subscriptionId()));
                }
            }
            case CANCELLED -> commands.send(cancellation(event));
            case WRITTEN_OFF -> {
                commands.send(cancellation(event));
                commands.send(new MarkInvoiceUncollectible(event.tenantId(), event.invoiceId(), "DUNNING_ENDED"));
            }
        }
    }

    private static CancelSubscription cancellation(DunningCaseClosed event) {
        return new CancelSubscription(
                event.tenantId(), event.subscriptionId(), CancellationReason.PAYMENT_FAILED, null);
    }

    /** What took the entitlement away, so that it is told from what else may. */
    private static String cause(InvoiceId invoiceId) {
        return "invoice/" + invoiceId;
    }

    private static void stepAt(@Nullable Instant at, @Nullable Integer step, DeadlineManager deadlines) {
        if (at != null && step != null) {
            deadlines.schedule(at, STEP, new StepDue(step));
        }
    }
}
