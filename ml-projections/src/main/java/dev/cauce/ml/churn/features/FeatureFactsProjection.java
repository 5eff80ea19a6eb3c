package dev.cauce.ml.churn.features;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountReactivated;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.AccountSuspended;
import dev.cauce.contracts.account.ActivityRecorded;
import dev.cauce.contracts.account.OnboardingStepCompleted;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.model.ChurnTrainingRequested;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.contracts.ticket.TicketOpened;
import dev.cauce.contracts.ticket.TicketRated;
import dev.cauce.contracts.ticket.TicketResolved;
import dev.cauce.ml.churn.features.FeatureFact.Kind;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what happened to each account as a dated fact, a document each. Its processing group has one segment: a score
 * and a training see every fact before them, and an erasure comes after what it erases.
 */
@ProcessingGroup(FeatureFactsProjection.GROUP)
public final class FeatureFactsProjection {

    /** The processing group, which it shares with the scores that are made of its facts. */
    public static final String GROUP = "churn-scores";

    /** The collection of facts. */
    public static final String FACTS = "churn-facts";

    /** The collection of marks, each of which says that all facts before a request for training are there. */
    public static final String MARKS = "churn-training-marks";

    private static final String ACCOUNT = "account";

    private final Views views;
    private final AccountTouched accounts;

    public FeatureFactsProjection(Views views, AccountTouched accounts) {
        this.views = views;
        this.accounts = accounts;
    }

    @EventHandler
    void on(
            AccountRegistered event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        Map<String, String> details =
                new TreeMap<>(Map.of("origin", event.origin().name()));
        if (event.country() != null) {
            details.put("country", event.country());
        }
        Instant since = event.customerSince() == null ? effective(effectiveAt, at) : event.customerSince();
        account(event.tenantId(), event.accountId(), sequence)
                .keep(Kind.REGISTERED, since, at, details, event.attributes().values());
    }

    @EventHandler
    void on(
            OnboardingStepCompleted event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        account(event.tenantId(), event.accountId(), sequence)
                .keep(
                        Kind.ONBOARDING_STEP,
                        effective(effectiveAt, at),
                        at,
                        Map.of("step", event.step().name()));
    }

    @EventHandler
    void on(ActivityRecorded event, @SequenceNumber long sequence, @Timestamp Instant at) {
        account(event.tenantId(), event.accountId(), sequence)
                .keep(
                        Kind.ACTIVITY,
                        event.occurredAt(),
                        at,
                        Map.of("kind", event.kind(), "count", Integer.toString(event.count())));
    }

    @EventHandler
    void on(
            AccountSuspended event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        account(event.tenantId(), event.accountId(), sequence)
                .keep(Kind.SUSPENDED, effective(effectiveAt, at), at, Map.of());
    }

    @EventHandler
    void on(
            AccountReactivated event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        account(event.tenantId(), event.accountId(), sequence)
                .keep(Kind.REACTIVATED, effective(effectiveAt, at), at, Map.of());
    }

    @EventHandler
    void on(
            AccountClosed event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        account(event.tenantId(), event.accountId(), sequence)
                .keep(Kind.CLOSED, effective(effectiveAt, at), at, Map.of());
    }

    @EventHandler
    void on(PersonalDataErased event, @SequenceNumber long sequence) {
        views.change(FACTS, registration(event.tenantId(), event.accountId()), ACCOUNT, sequence)
                .set("attributes", List.of());
        accounts.touched(event.tenantId(), event.accountId());
    }

    @EventHandler
    void on(
            TrialStarted event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .keep(
                        Kind.TRIAL_STARTED,
                        effective(effectiveAt, at),
                        at,
                        terms(event.planId(), event.currency(), event.interval(), event.amountMinor()));
    }

    @EventHandler
    void on(SubscriptionStarted event, @SequenceNumber long sequence, @Timestamp Instant at) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .keep(
                        Kind.SUBSCRIPTION_STARTED,
                        event.startedAt(),
                        at,
                        terms(event.planId(), event.currency(), event.interval(), event.amountMinor()));
    }

    @EventHandler
    void on(
            SubscriptionActivated event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .keep(Kind.SUBSCRIPTION_ACTIVATED, effective(effectiveAt, at), at, Map.of());
    }

    @EventHandler
    void on(
            SubscriptionRenewed event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .keep(Kind.SUBSCRIPTION_RENEWED, effective(effectiveAt, at), at, Map.of());
    }

    @EventHandler
    void on(
            PlanChanged event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .keep(
                        Kind.PLAN_CHANGED,
                        effective(effectiveAt, at),
                        at,
                        terms(event.planId(), event.currency(), event.interval(), event.amountMinor()));
    }

    /** Nobody who waits for the first payment pays yet: it counts as a trial, as the activation of one does. */
    @EventHandler
    void on(BillingTermsAgreed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        boolean begins = sequence == 0 || event.status() == SubscriptionStatus.INCOMPLETE;
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .keep(begins ? Kind.TRIAL_STARTED : Kind.PLAN_CHANGED, at, at, terms(event.terms()));
    }

    @EventHandler
    void on(TermsChanged event, @SequenceNumber long sequence, @Timestamp Instant at) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .keep(Kind.PLAN_CHANGED, event.changedAt(), at, terms(event.terms()));
    }

    @EventHandler
    void on(SubscriptionCancelled event, @SequenceNumber long sequence, @Timestamp Instant at) {
        subscription(event.tenantId(), event.accountId(), event.subscriptionId(), sequence)
                .keep(
                        Kind.SUBSCRIPTION_CANCELLED,
                        event.cancelledAt(),
                        at,
                        Map.of("reason", event.reason().name()));
    }

    /**
     * What the company opens by itself is left out: a task that follows from a score must not lead to another score.
     */
    @EventHandler
    void on(
            TicketOpened event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        if (event.accountId() != null && event.channel() != TicketChannel.SYSTEM) {
            ticket(event.tenantId(), event.accountId(), event.ticketId(), sequence)
                    .keep(
                            Kind.TICKET_OPENED,
                            effective(effectiveAt, at),
                            at,
                            Map.of("priority", event.priority().name()));
        }
    }

    @EventHandler
    void on(
            TicketResolved event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        if (event.accountId() != null) {
            ticket(event.tenantId(), event.accountId(), event.ticketId(), sequence)
                    .keep(Kind.TICKET_RESOLVED, effective(effectiveAt, at), at, Map.of());
        }
    }

    @EventHandler
    void on(
            TicketRated event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.EFFECTIVE_AT) @Nullable String effectiveAt) {
        if (event.accountId() != null) {
            ticket(event.tenantId(), event.accountId(), event.ticketId(), sequence)
                    .keep(
                            Kind.TICKET_RATED,
                            effective(effectiveAt, at),
                            at,
                            Map.of("score", Integer.toString(event.score())));
        }
    }

    /** A mark in the collection of facts itself would be written in no order with them; one bulk write a view is. */
    @EventHandler
    void on(ChurnTrainingRequested event, @SequenceNumber long sequence) {
        views.change(MARKS, documentId(event.tenantId(), event.trainingId()), "model", sequence);
    }

    @ResetHandler
    void reset() {
        views.clear(FACTS);
        views.clear(MARKS);
    }

    private Keeping account(TenantId tenantId, AccountId accountId, long sequence) {
        return new Keeping(tenantId, accountId, ACCOUNT, sequence);
    }

    private Keeping subscription(TenantId tenantId, AccountId accountId, SubscriptionId id, long sequence) {
        return new Keeping(tenantId, accountId, "subscription:" + id, sequence);
    }

    private Keeping ticket(TenantId tenantId, AccountId accountId, TicketId id, long sequence) {
        return new Keeping(tenantId, accountId, "ticket:" + id, sequence);
    }

    /** A registration has a name of its own, so that an erasure finds it. */
    private static String registration(TenantId tenantId, AccountId accountId) {
        return documentId(tenantId, accountId) + "/registered";
    }

    private static Instant effective(@Nullable String effectiveAt, Instant recordedAt) {
        return effectiveAt == null ? recordedAt : Instant.parse(effectiveAt);
    }

    private static Map<String, String> terms(SubscriptionTerms terms) {
        return terms(
                terms.planId(),
                terms.currency(),
                terms.interval(),
                Math.multiplyExact(terms.amountMinor(), terms.quantity()));
    }

    private static Map<String, String> terms(PlanId plan, String currency, BillingInterval interval, long amountMinor) {
        return Map.of(
                "plan", plan.value(),
                "currency", currency,
                "interval", interval.name(),
                "amountMinor", Long.toString(amountMinor));
    }

    private final class Keeping {
        private final TenantId tenantId;
        private final AccountId accountId;
        private final String stream;
        private final long sequence;

        private Keeping(TenantId tenantId, AccountId accountId, String stream, long sequence) {
            this.tenantId = tenantId;
            this.accountId = accountId;
            this.stream = stream;
            this.sequence = sequence;
        }

        void keep(Kind kind, Instant happenedAt, Instant recordedAt, Map<String, String> details) {
            keep(kind, happenedAt, recordedAt, details, Map.of());
        }

        void keep(
                Kind kind,
                Instant happenedAt,
                Instant recordedAt,
                Map<String, String> details,
                Map<String, String> attributes) {
            String account = documentId(tenantId, accountId);
            String id = kind == Kind.REGISTERED
                    ? registration(tenantId, accountId)
                    : account + "/" + stream + "/" + sequence;
            views.change(FACTS, id, ACCOUNT, sequence)
                    .set("tenantId", tenantId.value())
                    .set("account", account)
                    .set("accountId", accountId.value())
                    .set("kind", kind)
                    .set("stream", stream)
                    .set("sequence", sequence)
                    .set("happenedAt", happenedAt)
                    .set("recordedAt", recordedAt)
                    .set("details", pairs(details))
                    .set("attributes", pairs(attributes));
            accounts.touched(tenantId, accountId);
        }
    }

    /** Names may hold dots, which the names of fields may not. */
    private static List<Document> pairs(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> new Document("name", entry.getKey()).append("value", entry.getValue()))
                        .toList();
    }
}
