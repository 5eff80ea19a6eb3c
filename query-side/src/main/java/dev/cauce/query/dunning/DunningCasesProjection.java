package dev.cauce.query.dunning;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.dunning.AccessRestrictionRequested;
import dev.cauce.contracts.dunning.DunningActSkipped;
import dev.cauce.contracts.dunning.DunningCaseClosed;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningEvent;
import dev.cauce.contracts.dunning.DunningFailureTracked;
import dev.cauce.contracts.dunning.DunningHeld;
import dev.cauce.contracts.dunning.DunningMessageRequested;
import dev.cauce.contracts.dunning.DunningMessageSent;
import dev.cauce.contracts.dunning.DunningReleased;
import dev.cauce.contracts.dunning.DunningRetryRequested;
import dev.cauce.contracts.dunning.DunningStatus;
import dev.cauce.contracts.dunning.DunningStepPostponed;
import dev.cauce.contracts.dunning.RetriesStopped;
import dev.cauce.contracts.dunning.RetryScheduled;
import dev.cauce.contracts.dunning.SuspensionRequested;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** Answers: which invoices are being collected, how does each stand, and why was each step taken? */
@ProcessingGroup(DunningCasesProjection.NAME)
public final class DunningCasesProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "dunning-cases";

    /** The collection of decisions, a document each. */
    public static final String DECISIONS = "dunning-decisions";

    static final String DUNNING = "dunning";

    private final Views views;

    public DunningCasesProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(DunningCaseOpened event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence)
                .set("tenantId", event.tenantId().value())
                .set("invoiceId", event.invoiceId().value())
                .set("accountId", event.accountId().value())
                .set("subscriptionId", event.subscriptionId().value())
                .set("currency", event.currency())
                .set("dueMinor", event.dueMinor())
                .set("status", DunningStatus.OPEN)
                .set("kind", event.kind())
                .set("declineCode", event.declineCode())
                .set("retries", 0)
                .set("messages", 0)
                .set("restricted", false)
                .set("suspended", false)
                .set("nextStepAt", event.nextStepAt())
                .set("policyVersion", event.policyVersion())
                .set("openedAt", event.openedAt())
                .set("windowEndsAt", event.windowEndsAt());
        decided(
                event,
                event.invoiceId(),
                sequence,
                at,
                "OPENED",
                why(event.kind(), event.declineCode()),
                event.policyVersion(),
                null);
    }

    @EventHandler
    void on(DunningFailureTracked event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence).set("kind", event.kind()).set("declineCode", event.declineCode());
        decided(
                event,
                event.invoiceId(),
                sequence,
                at,
                "PAYMENT_FAILED",
                why(event.kind(), event.declineCode()),
                null,
                null);
    }

    @EventHandler
    void on(RetryScheduled event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence).set("nextRetryAt", event.retryAt());
        String why = "Retry " + event.retry() + " at " + event.retryAt() + ": " + event.reason() + ", of "
                + event.slots() + " hours";
        decided(
                event,
                event.invoiceId(),
                sequence,
                at,
                "RETRY_SCHEDULED",
                why,
                event.policyVersion(),
                event.propensity());
    }

    @EventHandler
    void on(RetriesStopped event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence).set("nextRetryAt", null);
        String why = event.why() + " (" + why(event.kind(), event.declineCode()) + ")";
        decided(event, event.invoiceId(), sequence, at, "RETRIES_STOPPED", why, event.policyVersion(), null);
    }

    @EventHandler
    void on(DunningRetryRequested event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence)
                .set("retries", event.retry())
                .set("dueMinor", event.amountMinor())
                .set("nextRetryAt", null);
        String why = event.newMethod() == null ? "Its time has come" : "A new payment method: " + event.newMethod();
        decided(event, event.invoiceId(), sequence, at, "RETRIED", why, event.policyVersion(), event.propensity());
    }

    @EventHandler
    void on(DunningActSkipped event, @SequenceNumber long sequence, @Timestamp Instant at) {
        ViewChange change = change(event, event.invoiceId(), sequence);
        if (event.act().equals("RETRY")) {
            change.set("nextRetryAt", null);
        }
        decided(
                event,
                event.invoiceId(),
                sequence,
                at,
                event.act() + "_SKIPPED",
                event.why() + ": " + event.about(),
                null,
                null);
    }

    @EventHandler
    void on(DunningMessageRequested event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence)
                .set("messages", event.message())
                .set("dueMinor", event.dueMinor())
                .set("nextStepAt", event.nextStepAt());
        decided(
                event,
                event.invoiceId(),
                sequence,
                at,
                "MESSAGE",
                "Message " + event.message() + ", " + event.kind(),
                event.policyVersion(),
                null);
    }

    @EventHandler
    void on(DunningMessageSent event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence);
        decided(event, event.invoiceId(), sequence, at, "MESSAGE_SENT", event.mailId(), null, null);
    }

    @EventHandler
    void on(AccessRestrictionRequested event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence).set("restricted", true).set("nextStepAt", event.nextStepAt());
        decided(
                event,
                event.invoiceId(),
                sequence,
                at,
                "RESTRICTION",
                "The grace is over",
                event.policyVersion(),
                null);
    }

    @EventHandler
    void on(SuspensionRequested event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence).set("suspended", true).set("nextStepAt", event.nextStepAt());
        decided(
                event,
                event.invoiceId(),
                sequence,
                at,
                "SUSPENSION",
                "The restriction did not help",
                event.policyVersion(),
                null);
    }

    @EventHandler
    void on(DunningStepPostponed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence).set("nextStepAt", event.nextStepAt());
        decided(event, event.invoiceId(), sequence, at, "STEP_POSTPONED", event.why(), event.policyVersion(), null);
    }

    @EventHandler
    void on(DunningHeld event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence).set("status", DunningStatus.HELD);
        decided(event, event.invoiceId(), sequence, at, "HELD", "Dispute " + event.disputeId(), null, null);
    }

    @EventHandler
    void on(DunningReleased event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence)
                .set("status", event.stillHeld() ? DunningStatus.HELD : DunningStatus.OPEN)
                .set("nextStepAt", event.nextStepAt());
        decided(event, event.invoiceId(), sequence, at, "RELEASED", "Dispute " + event.disputeId(), null, null);
    }

    @EventHandler
    void on(DunningCaseClosed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.invoiceId(), sequence)
                .set("status", DunningStatus.CLOSED)
                .set("outcome", event.outcome())
                .set("dueMinor", event.openMinor())
                .set("nextRetryAt", null)
                .set("nextStepAt", null)
                .set("closedAt", at);
        decided(
                event,
                event.invoiceId(),
                sequence,
                at,
                "CLOSED",
                event.outcome().name(),
                event.policyVersion(),
                null);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
        views.clear(DECISIONS);
    }

    private static String why(Enum<?> kind, String code) {
        return kind.name() + " " + code;
    }

    private void decided(
            DunningEvent event,
            InvoiceId invoiceId,
            long sequence,
            Instant at,
            String what,
            String why,
            @Nullable String policyVersion,
            @Nullable Double propensity) {
        views.change(DECISIONS, documentId(event.tenantId(), invoiceId + "/" + sequence), DUNNING, sequence)
                .set("case", documentId(event.tenantId(), invoiceId))
                .set("number", sequence)
                .set("what", what)
                .set("why", why)
                .set("policyVersion", policyVersion)
                .set("propensity", propensity)
                .set("decidedAt", at);
    }

    private ViewChange change(DunningEvent event, InvoiceId invoiceId, long sequence) {
        return views.change(NAME, documentId(event.tenantId(), invoiceId), DUNNING, sequence);
    }
}
