package dev.cauce.sagas.renewal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.EndTrial;
import dev.cauce.contracts.subscription.RenewSubscription;
import dev.cauce.contracts.subscription.ResumeSubscription;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionResumed;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/**
 * Waits for whatever a billed subscription waits for. It begins with a trial or with terms of billing, so an imported
 * subscription, which is billed elsewhere, has none. After a downtime each renewal sets the deadline of the next
 * period, which is over already, until the subscription has caught up: once a period, and none is left out. A command
 * that comes twice or late is turned down, or answered with nothing, by the subscription.
 */
@ProcessingGroup(RenewalSaga.GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class RenewalSaga {

    /** The processing group. */
    public static final String GROUP = "renewal-saga";

    /** The association property that every one of these sagas starts with, and never has a second value of. */
    public static final String ASSOCIATION = "subscriptionId";

    static final String DUE = "renewal-due";

    private @Nullable TenantId tenantId;
    private @Nullable SubscriptionId subscriptionId;

    @StartSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = SubscriptionAssociation.class)
    void on(TrialStarted event, DeadlineManager deadlines) {
        begin(event.tenantId(), event.subscriptionId());
        waitFor(Due.What.TRIAL, event.trialEndsAt(), event.tenantId(), event.subscriptionId(), deadlines);
    }

    /** Also where a trial of before is activated, or what was cancelled comes back. */
    @StartSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = SubscriptionAssociation.class)
    void on(BillingTermsAgreed event, DeadlineManager deadlines) {
        begin(event.tenantId(), event.subscriptionId());
        if (event.trialEndsAt() != null) {
            waitFor(Due.What.TRIAL, event.trialEndsAt(), event.tenantId(), event.subscriptionId(), deadlines);
        }
    }

    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = SubscriptionAssociation.class)
    void on(SubscriptionActivated event, DeadlineManager deadlines) {
        waitFor(Due.What.PERIOD, event.periodEnd(), event.tenantId(), event.subscriptionId(), deadlines);
    }

    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = SubscriptionAssociation.class)
    void on(SubscriptionRenewed event, DeadlineManager deadlines) {
        waitFor(Due.What.PERIOD, event.periodEnd(), event.tenantId(), event.subscriptionId(), deadlines);
    }

    /** Another interval ends at another time. */
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = SubscriptionAssociation.class)
    void on(TermsChanged event, DeadlineManager deadlines) {
        if (event.cycle() != null) {
            waitFor(Due.What.PERIOD, event.cycle().periodEnd(), event.tenantId(), event.subscriptionId(), deadlines);
        }
    }

    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = SubscriptionAssociation.class)
    void on(SubscriptionPaused event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(DUE);
        if (event.resumeAt() != null) {
            waitFor(Due.What.PAUSE, event.resumeAt(), event.tenantId(), event.subscriptionId(), deadlines);
        }
    }

    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = SubscriptionAssociation.class)
    void on(SubscriptionResumed event, DeadlineManager deadlines) {
        waitFor(Due.What.PERIOD, event.cycle().periodEnd(), event.tenantId(), event.subscriptionId(), deadlines);
    }

    @DeadlineHandler(deadlineName = DUE)
    void due(Due due, ProcessCommands commands) {
        if (tenantId != null && subscriptionId != null) {
            commands.send(command(due.what(), tenantId, subscriptionId));
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = SubscriptionAssociation.class)
    void on(SubscriptionCancelled event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(DUE);
    }

    private static Command command(Due.What what, TenantId tenantId, SubscriptionId subscriptionId) {
        return switch (what) {
            case TRIAL -> new EndTrial(tenantId, subscriptionId);
            case PERIOD -> new RenewSubscription(tenantId, subscriptionId);
            case PAUSE -> new ResumeSubscription(tenantId, subscriptionId);
        };
    }

    private void begin(TenantId tenant, SubscriptionId subscription) {
        tenantId = tenant;
        subscriptionId = subscription;
    }

    /** There is one deadline at a time: what it waited for before is over or void. */
    private static void waitFor(
            Due.What what, Instant at, TenantId tenant, SubscriptionId subscription, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(DUE);
        deadlines.schedule(Spread.of(at, tenant, subscription), DUE, new Due(what));
    }
}
