package dev.cauce.query.account;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountEvent;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountReactivated;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.AccountStatus;
import dev.cauce.contracts.account.AccountSuspended;
import dev.cauce.contracts.account.ActivityRecorded;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.EmailVerified;
import dev.cauce.contracts.account.OnboardingStepCompleted;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.personaldata.Redaction;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionResumed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.bson.Document;

/** Answers: which accounts are there, who are they, and what do they have? */
@ProcessingGroup(AccountsProjection.NAME)
public final class AccountsProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "accounts";

    static final String ACCOUNT = "account";

    private final Views views;

    public AccountsProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(AccountRegistered event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at)
                .set("tenantId", event.tenantId().value())
                .set("accountId", event.accountId().value())
                .set("companyName", event.companyName())
                .set("contactName", event.contactName())
                .set("email", event.email())
                .set("searchText", searchText(event))
                .set("status", AccountStatus.ACTIVE)
                .set("origin", event.origin())
                .set("timeZone", event.timeZone())
                .set("country", event.country())
                .set("attributes", attributes(event.attributes()))
                .set("customerSince", event.customerSince())
                .set("registeredAt", at);
    }

    @EventHandler
    void on(EmailVerified event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at).set("emailVerified", true);
    }

    @EventHandler
    void on(OnboardingStepCompleted event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at).set("completedSteps", event.completedSteps());
    }

    @EventHandler
    void on(ActivityRecorded event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at).set("lastActivityAt", event.occurredAt());
    }

    @EventHandler
    void on(AccountSuspended event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at)
                .set("status", AccountStatus.SUSPENDED)
                .set("statusReason", event.reason());
    }

    @EventHandler
    void on(AccountReactivated event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at)
                .set("status", AccountStatus.ACTIVE)
                .unset("statusReason");
    }

    @EventHandler
    void on(AccountClosed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at)
                .set("status", AccountStatus.CLOSED)
                .set("statusReason", event.reason());
    }

    @EventHandler
    void on(PersonalDataErased event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at)
                .set("companyName", Redaction.MARKER)
                .set("contactName", Redaction.MARKER)
                .set("email", Redaction.MARKER)
                .set("searchText", "")
                .set("attributes", List.of());
    }

    @EventHandler
    void on(TrialStarted event, @SequenceNumber long sequence) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .plan(event.planId())
                .status(SubscriptionStatus.TRIALING);
    }

    @EventHandler
    void on(SubscriptionStarted event, @SequenceNumber long sequence) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .plan(event.planId())
                .status(SubscriptionStatus.ACTIVE);
    }

    @EventHandler
    void on(BillingTermsAgreed event, @SequenceNumber long sequence) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .plan(event.terms().planId())
                .status(event.status());
    }

    @EventHandler
    void on(SubscriptionCharged event, @SequenceNumber long sequence) {
        if (event.reason() == ChargeReason.ACTIVATION) {
            subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                    .status(SubscriptionStatus.INCOMPLETE);
        }
    }

    @EventHandler
    void on(TermsChanged event, @SequenceNumber long sequence) {
        SubscriptionPart part = subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .plan(event.terms().planId());
        if (!event.previousPlanId().equals(event.terms().planId())) {
            part.leaves(event.previousPlanId());
        }
    }

    @EventHandler
    void on(SubscriptionPaused event, @SequenceNumber long sequence) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .status(SubscriptionStatus.PAUSED);
    }

    @EventHandler
    void on(SubscriptionResumed event, @SequenceNumber long sequence) {
        SubscriptionPart part = subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .plan(event.terms().planId());
        if (!event.previousPlanId().equals(event.terms().planId())) {
            part.leaves(event.previousPlanId());
        }
        part.status(SubscriptionStatus.ACTIVE);
    }

    @EventHandler
    void on(SubscriptionActivated event, @SequenceNumber long sequence) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .status(SubscriptionStatus.ACTIVE);
    }

    @EventHandler
    void on(PlanChanged event, @SequenceNumber long sequence) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .plan(event.planId())
                .leaves(event.previousPlanId());
    }

    @EventHandler
    void on(SubscriptionCancelled event, @SequenceNumber long sequence) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .status(SubscriptionStatus.CANCELLED);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }

    private ViewChange change(AccountEvent event, AccountId accountId, long sequence, Instant at) {
        return views.change(NAME, documentId(event.tenantId(), accountId), ACCOUNT, sequence)
                .set("updatedAt", at);
    }

    private SubscriptionPart subscription(
            TenantId tenantId, AccountId accountId, SubscriptionId subscriptionId, long sequence) {
        String key = ViewChange.path(subscriptionId.value());
        ViewChange change =
                views.change(NAME, documentId(tenantId, accountId), "subscription:" + subscriptionId, sequence);
        return new SubscriptionPart(
                change.set("subscriptions." + key + ".subscriptionId", subscriptionId.value()), key);
    }

    /** The part of an account's document that one subscription feeds. */
    private record SubscriptionPart(ViewChange change, String key) {

        SubscriptionPart plan(PlanId planId) {
            change.set("subscriptions." + key + ".planId", planId.value()).addToSet("planKeys", planId + "/" + key);
            return this;
        }

        void leaves(PlanId planId) {
            change.removeFromSet("planKeys", planId + "/" + key);
        }

        void status(SubscriptionStatus status) {
            change.set("subscriptions." + key + ".status", status);
        }
    }

    private static String searchText(AccountRegistered event) {
        String contact = event.contactName() == null ? "" : event.contactName();
        return String.join("\n", event.companyName(), contact, event.email()).toLowerCase(Locale.ROOT);
    }

    private static List<Document> attributes(Attributes attributes) {
        return attributes.values().entrySet().stream()
                .map(entry -> new Document("name", entry.getKey()).append("value", entry.getValue()))
                .toList();
    }
}
