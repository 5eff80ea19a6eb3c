package dev.cauce.query.subscription;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.subscription.BillingCycle;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancellationScheduled;
import dev.cauce.contracts.subscription.ChangeScheduled;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.Entitlement;
import dev.cauce.contracts.subscription.EntitlementRestored;
import dev.cauce.contracts.subscription.EntitlementRestricted;
import dev.cauce.contracts.subscription.EntitlementSuspended;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.ScheduledCancellationRevoked;
import dev.cauce.contracts.subscription.ScheduledChangeRevoked;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionResumed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TermsChanged;
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
import org.jspecify.annotations.Nullable;

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
                .set("entitlement", Entitlement.ENTITLED)
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
                .set("entitlement", Entitlement.ENTITLED)
                .set("startedAt", event.startedAt())
                .set("periodStart", event.periodStart())
                .set("periodEnd", event.periodEnd());
    }

    /** A subscription that is billed begins with this, or goes on with it after a trial of before or an end. */
    @EventHandler
    void on(BillingTermsAgreed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        ViewChange change = sequence == 0
                ? begin(event.tenantId(), event.subscriptionId(), event.accountId(), sequence)
                        .set("startedAt", at)
                : change(event.tenantId(), event.subscriptionId(), sequence);
        terms(change, event.terms()).set("status", event.status());
        if (event.trialEndsAt() != null) {
            change.set("trialEndsAt", event.trialEndsAt()).set("entitlement", Entitlement.ENTITLED);
        } else if (event.status() == SubscriptionStatus.INCOMPLETE) {
            change.set("entitlement", Entitlement.NONE)
                    .unset("cancelledAt")
                    .unset("cancellationReason")
                    .unset("periodStart")
                    .unset("periodEnd");
        }
    }

    @EventHandler
    void on(SubscriptionCharged event, @SequenceNumber long sequence) {
        if (event.reason() == ChargeReason.ACTIVATION) {
            change(event.tenantId(), event.subscriptionId(), sequence).set("status", SubscriptionStatus.INCOMPLETE);
        }
    }

    @EventHandler
    void on(TermsChanged event, @SequenceNumber long sequence) {
        ViewChange change = settled(terms(change(event.tenantId(), event.subscriptionId(), sequence), event.terms()));
        cycle(change, event.cycle());
    }

    @EventHandler
    void on(ChangeScheduled event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.subscriptionId(), sequence)
                .set("pendingPlanId", event.terms().planId().value())
                .set("pendingInterval", event.terms().interval())
                .set("pendingQuantity", event.terms().quantity())
                .set("pendingAt", event.effectiveAt());
    }

    @EventHandler
    void on(ScheduledChangeRevoked event, @SequenceNumber long sequence) {
        settled(change(event.tenantId(), event.subscriptionId(), sequence));
    }

    @EventHandler
    void on(SubscriptionPaused event, @SequenceNumber long sequence) {
        ViewChange change = change(event.tenantId(), event.subscriptionId(), sequence)
                .set("status", SubscriptionStatus.PAUSED)
                .set("entitlement", Entitlement.NONE)
                .unset("periodStart")
                .unset("periodEnd");
        if (event.resumeAt() != null) {
            change.set("resumesAt", event.resumeAt());
        }
    }

    @EventHandler
    void on(SubscriptionResumed event, @SequenceNumber long sequence) {
        ViewChange change = settled(terms(change(event.tenantId(), event.subscriptionId(), sequence), event.terms()))
                .set("status", SubscriptionStatus.ACTIVE)
                .set("entitlement", event.entitlement())
                .unset("resumesAt");
        cycle(change, event.cycle());
    }

    @EventHandler
    void on(CancellationScheduled event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.subscriptionId(), sequence).set("cancelsAt", event.effectiveAt());
    }

    @EventHandler
    void on(ScheduledCancellationRevoked event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.subscriptionId(), sequence).unset("cancelsAt");
    }

    @EventHandler
    void on(EntitlementRestricted event, @SequenceNumber long sequence) {
        entitle(event.tenantId(), event.subscriptionId(), sequence, event.entitlement());
    }

    @EventHandler
    void on(EntitlementSuspended event, @SequenceNumber long sequence) {
        entitle(event.tenantId(), event.subscriptionId(), sequence, event.entitlement());
    }

    @EventHandler
    void on(EntitlementRestored event, @SequenceNumber long sequence) {
        entitle(event.tenantId(), event.subscriptionId(), sequence, event.entitlement());
    }

    @EventHandler
    void on(SubscriptionActivated event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.subscriptionId(), sequence)
                .set("status", SubscriptionStatus.ACTIVE)
                .set("entitlement", Entitlement.ENTITLED)
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
        settled(change(event.tenantId(), event.subscriptionId(), sequence))
                .set("status", SubscriptionStatus.CANCELLED)
                .set("entitlement", Entitlement.NONE)
                .unset("cancelsAt")
                .unset("resumesAt")
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
                .set("quantity", 1L)
                .set("renewals", 0);
    }

    private ViewChange change(TenantId tenantId, SubscriptionId subscriptionId, long sequence) {
        return views.change(NAME, documentId(tenantId, subscriptionId), SUBSCRIPTION, sequence);
    }

    private void entitle(TenantId tenantId, SubscriptionId subscriptionId, long sequence, Entitlement entitlement) {
        change(tenantId, subscriptionId, sequence).set("entitlement", entitlement);
    }

    private static ViewChange terms(ViewChange change, SubscriptionTerms terms) {
        return change.set("planId", terms.planId().value())
                .set("currency", terms.currency())
                .set("interval", terms.interval())
                .set("amountMinor", terms.amountMinor())
                .set("quantity", terms.quantity())
                .set("billingMode", terms.billingMode());
    }

    /** No change is scheduled any more. */
    private static ViewChange settled(ViewChange change) {
        return change.unset("pendingPlanId")
                .unset("pendingInterval")
                .unset("pendingQuantity")
                .unset("pendingAt");
    }

    private static void cycle(ViewChange change, @Nullable BillingCycle cycle) {
        if (cycle != null) {
            change.set("periodStart", cycle.periodStart()).set("periodEnd", cycle.periodEnd());
        }
    }
}
