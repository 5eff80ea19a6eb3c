package dev.cauce.query.revenue;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionEvent;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionResumed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import java.util.Date;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.bson.Document;

/**
 * Answers: how does recurring revenue move, and by which events? It keeps a document an account with every change of
 * its subscriptions, by their sequence, and sums up when it is asked: a movement is one of the whole account, whose
 * subscriptions are streams of their own.
 */
@ProcessingGroup(RevenueProjection.NAME)
public final class RevenueProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "revenue";

    private final Views views;

    public RevenueProjection(Views views) {
        this.views = views;
    }

    /** A trial pays nothing; its price is that of the activation. */
    @EventHandler
    void on(TrialStarted event, EventMessage<?> message, @SequenceNumber long sequence) {
        change(event, event.accountId(), event.subscriptionId(), message, sequence)
                .terms(event.currency(), event.interval(), event.amountMinor())
                .at(message.getTimestamp());
    }

    @EventHandler
    void on(SubscriptionStarted event, EventMessage<?> message, @SequenceNumber long sequence) {
        change(event, event.accountId(), event.subscriptionId(), message, sequence)
                .terms(event.currency(), event.interval(), event.amountMinor())
                .paying(true)
                .at(event.startedAt());
    }

    @EventHandler
    void on(SubscriptionActivated event, EventMessage<?> message, @SequenceNumber long sequence) {
        change(event, event.accountId(), event.subscriptionId(), message, sequence)
                .paying(true)
                .at(message.getTimestamp());
    }

    /** What was agreed is paid for when the first payment has activated it. */
    @EventHandler
    void on(BillingTermsAgreed event, EventMessage<?> message, @SequenceNumber long sequence) {
        change(event, event.accountId(), event.subscriptionId(), message, sequence)
                .terms(event.terms())
                .at(message.getTimestamp());
    }

    @EventHandler
    void on(TermsChanged event, EventMessage<?> message, @SequenceNumber long sequence) {
        change(event, event.accountId(), event.subscriptionId(), message, sequence)
                .terms(event.terms())
                .at(event.changedAt());
    }

    @EventHandler
    void on(SubscriptionPaused event, EventMessage<?> message, @SequenceNumber long sequence) {
        change(event, event.accountId(), event.subscriptionId(), message, sequence)
                .paying(false)
                .at(event.pausedAt());
    }

    @EventHandler
    void on(SubscriptionResumed event, EventMessage<?> message, @SequenceNumber long sequence) {
        change(event, event.accountId(), event.subscriptionId(), message, sequence)
                .terms(event.terms())
                .paying(true)
                .at(event.cycle().periodStart());
    }

    @EventHandler
    void on(PlanChanged event, EventMessage<?> message, @SequenceNumber long sequence) {
        change(event, event.accountId(), event.subscriptionId(), message, sequence)
                .terms(event.currency(), event.interval(), event.amountMinor())
                .at(message.getTimestamp());
    }

    @EventHandler
    void on(SubscriptionCancelled event, EventMessage<?> message, @SequenceNumber long sequence) {
        change(event, event.accountId(), event.subscriptionId(), message, sequence)
                .paying(false)
                .reason(event.reason())
                .at(event.cancelledAt());
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }

    private Change change(
            SubscriptionEvent event,
            AccountId accountId,
            SubscriptionId subscriptionId,
            EventMessage<?> message,
            long sequence) {
        ViewChange change = views.change(
                        NAME,
                        documentId(event.tenantId(), accountId),
                        // Several streams feed the document: it keeps what it has seen of each.
                        subscriptionId.value(),
                        sequence)
                .set("tenantId", event.tenantId().value())
                .set("accountId", accountId.value());
        String field = "changes." + ViewChange.path(subscriptionId.value()) + "." + sequence;
        return new Change(
                change,
                field,
                new Document("eventId", message.getIdentifier())
                        .append("type", message.getPayloadType().getSimpleName())
                        .append("subscriptionId", subscriptionId.value())
                        .append("recordedAt", Date.from(message.getTimestamp())));
    }

    /** What an event says of a subscription; what it leaves out stays as it was. */
    private record Change(ViewChange change, String field, Document said) {

        Change terms(String currency, BillingInterval interval, long amountMinor) {
            said.append("currency", currency)
                    .append("interval", interval.name())
                    .append("amountMinor", amountMinor);
            return this;
        }

        Change terms(SubscriptionTerms terms) {
            return terms(terms.currency(), terms.interval(), Math.multiplyExact(terms.amountMinor(), terms.quantity()));
        }

        Change paying(boolean paying) {
            said.append("paying", paying);
            return this;
        }

        Change reason(CancellationReason reason) {
            said.append("reason", reason.name());
            return this;
        }

        /** Since when it holds; the last word. */
        void at(Instant at) {
            change.set(field, said.append("at", Date.from(at)));
        }
    }
}
