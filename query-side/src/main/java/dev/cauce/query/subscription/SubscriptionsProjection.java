package dev.cauce.query.subscription;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Answers: what does an account subscribe to, at which price, and until when? */
@ProcessingGroup(SubscriptionsProjection.NAME)
public final class SubscriptionsProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "subscriptions";

    static final String SUBSCRIPTION = "subscription";

    private final Views views;

    public SubscriptionsProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(TrialStarted event, @SequenceNumber long sequence, @Timestamp Instant at) {
        begin(event.tenantId(), event.subscriptionId(), event.accountId(), sequence)
                .set("planId", event.planId().value())
                .set("currency", event.currency())
                .set("interval", event.interval())
                .set("amountMinor", event.amountMinor())
                .set("status", SubscriptionStatus.TRIALING)
                .set("startedAt", at)
                .set("trialEndsAt", event.trialEndsAt());
    }

    @EventHandler
    void on(SubscriptionStarted event, @SequenceNumber long sequence) {
        begin(event.tenantId(), event.subscriptionId(), event.accountId(), sequence)
                .set("planId", event.planId().value())
                .set("currency", event.currency())
                .set("interval", event.interval())
                .set("amountMinor", event.amountMinor())
                .set("status", SubscriptionStatus.ACTIVE)
                .set("startedAt", event.startedAt())
                .set("periodStart", event.periodStart())
                .set("periodEnd", event.periodEnd());
    }

    @EventHandler
    void on(SubscriptionActivated event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.subscriptionId(), sequence)
                .set("status", SubscriptionStatus.ACTIVE)
                .set("periodStart", event.periodStart())
                .set("periodEnd", event.periodEnd());
    }

    @EventHandler
    void on(SubscriptionRenewed event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.subscriptionId(), sequence)
                .set("periodStart", event.periodStart())
                .set("periodEnd", event.periodEnd())
                .set("renewals", event.renewals());
    }

    @EventHandler
    void on(PlanChanged event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.subscriptionId(), sequence)
                .set("planId", event.planId().value())
                .set("currency", event.currency())
                .set("interval", event.interval())
                .set("amountMinor", event.amountMinor());
    }

    @EventHandler
    void on(SubscriptionCancelled event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.subscriptionId(), sequence)
                .set("status", SubscriptionStatus.CANCELLED)
                .set("cancelledAt", event.cancelledAt())
                .set("cancellationReason", event.reason());
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }

    private ViewChange begin(TenantId tenantId, SubscriptionId subscriptionId, AccountId accountId, long sequence) {
        return change(tenantId, subscriptionId, sequence)
                .set("tenantId", tenantId.value())
                .set("subscriptionId", subscriptionId.value())
                .set("accountId", accountId.value())
                .set("renewals", 0);
    }

    private ViewChange change(TenantId tenantId, SubscriptionId subscriptionId, long sequence) {
        return views.change(NAME, documentId(tenantId, subscriptionId), SUBSCRIPTION, sequence);
    }
}
