package dev.cauce.sagas.payment;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentOutcomeUnknown;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.PaymentUnresolved;
import dev.cauce.contracts.payment.PollPayment;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.OpenTicket;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.idempotency.RequestStream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/**
 * Asks what became of an attempt whose outcome is unknown, until it is known or a person has to look. When to ask is
 * the payment's decision; here are its deadlines.
 */
@ProcessingGroup(UnknownOutcomeSaga.GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class UnknownOutcomeSaga {

    /** The processing group. */
    public static final String GROUP = "unknown-outcome-saga";

    /** The association property that every one of these sagas starts with, and never has a second value of. */
    public static final String ASSOCIATION = "paymentId";

    static final String POLL = "payment-poll";

    private @Nullable TenantId tenantId;
    private @Nullable PaymentId paymentId;

    @StartSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = PaymentAssociation.class)
    void on(PaymentOutcomeUnknown event, DeadlineManager deadlines) {
        tenantId = event.tenantId();
        paymentId = event.paymentId();
        deadlines.schedule(event.nextPollAt(), POLL, new PollDue(event.attempt(), event.polls() + 1));
    }

    @DeadlineHandler(deadlineName = POLL)
    void poll(PollDue due, ProcessCommands commands) {
        if (tenantId != null && paymentId != null) {
            commands.send(new PollPayment(tenantId, paymentId, due.attempt(), due.poll()));
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = PaymentAssociation.class)
    void on(PaymentSucceeded event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(POLL);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = PaymentAssociation.class)
    void on(PaymentFailed event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(POLL);
    }

    /** What comes later, by a notification, is recorded without this process. */
    @EndSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = PaymentAssociation.class)
    void on(PaymentUnresolved event, ProcessCommands commands, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(POLL);
        commands.send(new OpenTicket(
                event.tenantId(),
                ticketOf(event.paymentId()),
                event.accountId(),
                "Outcome of a payment is unknown",
                "Payment " + event.paymentId() + " of invoice " + event.invoiceId() + ": the gateway was asked "
                        + event.polls() + " times. Nothing is charged until it is known.",
                Priority.HIGH,
                TicketChannel.SYSTEM));
    }

    /** The one ticket of a payment; a long id is hashed, since an id has 64 characters at most. */
    static TicketId ticketOf(PaymentId paymentId) {
        String readable = "payment-" + paymentId;
        return new TicketId(readable.length() <= 64 ? readable : "payment-" + RequestStream.sha256(paymentId.value()));
    }
}
