package dev.cauce.sagas.payment;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodExpiring;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentMethodRemoved;
import dev.cauce.contracts.payment.WarnOfExpiry;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/** Waits for the time to warn that a card expires, unless the method goes first. */
@ProcessingGroup(CardExpirySaga.GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class CardExpirySaga {

    /** The processing group. */
    public static final String GROUP = "card-expiry-saga";

    /** The association property that every one of these sagas starts with, and never has a second value of. */
    public static final String ASSOCIATION = "paymentMethodId";

    static final String WARN = "card-expiry-warning";

    private @Nullable TenantId tenantId;
    private @Nullable AccountId accountId;
    private @Nullable PaymentMethodId paymentMethodId;

    @StartSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = PaymentMethodAssociation.class)
    void on(PaymentMethodAdded event, DeadlineManager deadlines) {
        tenantId = event.tenantId();
        accountId = event.accountId();
        paymentMethodId = event.paymentMethodId();
        deadlines.schedule(event.warnAt(), WARN, new WarningDue(event.expiryYear(), event.expiryMonth()));
    }

    @DeadlineHandler(deadlineName = WARN)
    void warn(WarningDue due, ProcessCommands commands) {
        if (tenantId != null && accountId != null && paymentMethodId != null) {
            commands.send(new WarnOfExpiry(tenantId, accountId, paymentMethodId));
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = PaymentMethodAssociation.class)
    void on(PaymentMethodExpiring event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(WARN);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = PaymentMethodAssociation.class)
    void on(PaymentMethodRemoved event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(WARN);
    }
}
