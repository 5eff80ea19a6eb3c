package dev.cauce.command.dunning;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.payment.CardStanding;
import dev.cauce.command.payment.Cards;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.dunning.AccessRestrictionRequested;
import dev.cauce.contracts.dunning.AdvanceDunning;
import dev.cauce.contracts.dunning.CloseDunningCase;
import dev.cauce.contracts.dunning.DunningActSkipped;
import dev.cauce.contracts.dunning.DunningCaseClosed;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningFailureTracked;
import dev.cauce.contracts.dunning.DunningHeld;
import dev.cauce.contracts.dunning.DunningMessageRequested;
import dev.cauce.contracts.dunning.DunningMessageSent;
import dev.cauce.contracts.dunning.DunningOutcome;
import dev.cauce.contracts.dunning.DunningReleased;
import dev.cauce.contracts.dunning.DunningRetryRequested;
import dev.cauce.contracts.dunning.DunningStatus;
import dev.cauce.contracts.dunning.DunningStep;
import dev.cauce.contracts.dunning.DunningStepPostponed;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.DunningWithheld;
import dev.cauce.contracts.dunning.HoldDunning;
import dev.cauce.contracts.dunning.RecordDunningMessageSent;
import dev.cauce.contracts.dunning.ReleaseDunning;
import dev.cauce.contracts.dunning.RetriesStopped;
import dev.cauce.contracts.dunning.RetryDunning;
import dev.cauce.contracts.dunning.RetryScheduled;
import dev.cauce.contracts.dunning.SuspensionRequested;
import dev.cauce.contracts.dunning.TrackFailedPayment;
import dev.cauce.contracts.dunning.TryPaymentMethod;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The case of an invoice that could not be collected. Before each act the invoice is looked at again: where it is
 * settled, disputed, or a payment of it is under way, nothing is done, and only what is still due is asked for. Its
 * commands come from a process that may repeat itself or come late.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class DunningCase {

    /** How long a step waits for a payment that is under way. */
    private static final Duration WAIT_FOR_PAYMENT = Duration.ofHours(6);

    private static final String DISPUTED = "DISPUTED";
    private static final String IN_FLIGHT = "IN_FLIGHT";
    private static final String NEW_METHOD = "NEW_METHOD";

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private @Nullable String streamId;

    /** Null while nothing but failures that lead to no dunning has happened. */
    private @Nullable DunningStatus status;

    private AccountId accountId;
    private SubscriptionId subscriptionId;
    private String timeZone;
    private String policyVersion;
    private DunningTerms terms;
    private Instant openedAt;
    private Instant windowEndsAt;
    private DeclineKind kind;
    private String declineCode;
    private Set<String> failuresTracked = new HashSet<>();
    private int retries;
    private int waitingRetry;
    private double waitingPropensity;
    private @Nullable PaymentId inFlight;
    private Set<String> methodsSeen = new HashSet<>();
    private @Nullable PaymentMethodId methodWaiting;
    private int messages;
    private Set<String> mailsRequested = new HashSet<>();
    private Set<String> mailsSent = new HashSet<>();
    private int nextStep;
    private boolean serviceTaken;
    private Set<String> disputes = new HashSet<>();

    /** Filled by the first event. */
    @SuppressWarnings("NullAway.Init")
    DunningCase() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(
            TrackFailedPayment command,
            Clock clock,
            InvoiceDebts debts,
            DunningPolicies policies,
            CustomerZones zones,
            Cards cards) {
        if (failuresTracked.contains(command.paymentId().value())) {
            return answer(command.invoiceId());
        }
        Instant now = clock.instant();
        InvoiceDebt debt = debts.of(command.tenantId(), command.invoiceId());
        if (!isWorked()) {
            if (status == DunningStatus.CLOSED || debt.isFirst() || debt.isSettled()) {
                String why = status == DunningStatus.CLOSED ? "CLOSED" : debt.isFirst() ? "FIRST_PAYMENT" : "SETTLED";
                apply(new DunningWithheld(command.tenantId(), command.invoiceId(), command.paymentId(), why));
                return answer(command.invoiceId());
            }
            open(command, debt, now, policies, zones);
        } else if (debt.isSettled()) {
            close(command.tenantId(), command.invoiceId(), DunningOutcome.RECOVERED, debt);
            return answer(command.invoiceId());
        } else {
            apply(new DunningFailureTracked(
                    command.tenantId(),
                    command.invoiceId(),
                    command.paymentId(),
                    command.kind(),
                    command.declineCode()));
        }
        if (status == DunningStatus.OPEN && inFlight == null) {
            planRetry(command, debt, now, cards);
        }
        return answer(command.invoiceId());
    }

    private void open(
            TrackFailedPayment command, InvoiceDebt debt, Instant now, DunningPolicies policies, CustomerZones zones) {
        PolicyVersions.Version policy = policies.effectiveAt(command.tenantId(), now);
        ZoneId zone = zones.of(command.tenantId(), command.accountId());
        Ladder.Next first = new Ladder(policy.terms(), zone, now).after(0, now);
        if (first == null) {
            throw new IllegalStateException("every ladder has a final action");
        }
        apply(
                new DunningCaseOpened(
                        command.tenantId(),
                        command.invoiceId(),
                        command.accountId(),
                        command.subscriptionId(),
                        debt.currency(),
                        debt.dueMinor(),
                        command.paymentId(),
                        command.kind(),
                        command.declineCode(),
                        zone.getId(),
                        policy.policyVersion(),
                        policy.terms(),
                        now,
                        now.plus(Duration.ofDays(policy.terms().windowDays())),
                        first.step(),
                        first.at()),
                MetaData.with(MetadataKey.POLICY_VERSION, policy.policyVersion()));
    }

    @EventSourcingHandler
    void evolve(DunningWithheld event) {
        streamId = StreamId.of("dunning", event.tenantId(), event.invoiceId()).value();
        failuresTracked.add(event.paymentId().value());
    }

    @EventSourcingHandler
    void evolve(DunningCaseOpened event) {
        streamId = StreamId.of("dunning", event.tenantId(), event.invoiceId()).value();
        status = DunningStatus.OPEN;
        accountId = event.accountId();
        subscriptionId = event.subscriptionId();
        timeZone = event.timeZone();
        policyVersion = event.policyVersion();
        terms = event.terms();
        openedAt = event.openedAt();
        windowEndsAt = event.windowEndsAt();
        nextStep = event.nextStep();
        failed(event.paymentId(), event.kind(), event.declineCode());
    }

    @EventSourcingHandler
    void evolve(DunningFailureTracked event) {
        failed(event.paymentId(), event.kind(), event.declineCode());
    }

    private void failed(PaymentId paymentId, DeclineKind failedBy, String code) {
        failuresTracked.add(paymentId.value());
        kind = failedBy;
        declineCode = code;
        if (paymentId.equals(inFlight)) {
            inFlight = null;
        }
    }

    private void planRetry(TrackFailedPayment failure, InvoiceDebt debt, Instant now, Cards cards) {
        PaymentMethodId fresh = methodWaiting;
        if (fresh != null) {
            requestRetry(failure.tenantId(), failure.invoiceId(), debt, fresh, 1.0);
            return;
        }
        Instant earliest = now;
        if (failure.cardFingerprint() != null) {
            CardStanding.Verdict verdict = cards.standing(failure.tenantId(), failure.cardFingerprint())
                    .verdict(debt.currency(), debt.dueMinor(), now);
            if (verdict.never()) {
                stopRetries(failure.tenantId(), failure.invoiceId(), "NETWORK_FORBIDS");
                return;
            }
            earliest = later(earliest, verdict.notBefore());
        }
        scheduleRetry(failure.tenantId(), failure.invoiceId(), later(earliest, failure.retryNotBefore()), now);
    }

    private void scheduleRetry(TenantId tenantId, InvoiceId invoiceId, Instant notBefore, Instant now) {
        if (kind != DeclineKind.SOFT) {
            stopRetries(tenantId, invoiceId, kind.name());
            return;
        }
        if (retries >= terms.mostRetries()) {
            stopRetries(tenantId, invoiceId, "MOST_RETRIES");
            return;
        }
        int retry = retries + 1;
        Instant earliest = later(now.plus(Duration.ofHours(terms.hoursBetweenRetries())), notBefore);
        Optional<RetryTimes.Choice> choice = RetryTimes.choose(
                terms,
                tenantId + "|" + invoiceId + "|" + retry + "|" + policyVersion,
                ZoneId.of(timeZone),
                earliest,
                windowEndsAt);
        if (choice.isEmpty()) {
            stopRetries(tenantId, invoiceId, "WINDOW_OVER");
            return;
        }
        RetryTimes.Choice chosen = choice.get();
        apply(
                new RetryScheduled(
                        tenantId,
                        invoiceId,
                        retry,
                        chosen.at(),
                        chosen.reason(),
                        chosen.explored(),
                        chosen.slots(),
                        chosen.propensity(),
                        policyVersion),
                decided(chosen.propensity()));
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private void stopRetries(TenantId tenantId, InvoiceId invoiceId, String why) {
        apply(new RetriesStopped(tenantId, invoiceId, kind, declineCode, why, policyVersion), decided());
    }

    @EventSourcingHandler
    void evolve(RetryScheduled event) {
        waitingRetry = event.retry();
        waitingPropensity = event.propensity();
    }

    @EventSourcingHandler
    void evolve(RetriesStopped event) {
        waitingRetry = 0;
    }

    @CommandHandler
    Answer decide(RetryDunning command, InvoiceDebts debts) {
        if (!isWorked() || command.retry() != waitingRetry) {
            return answer(command.invoiceId());
        }
        InvoiceDebt debt = debts.of(command.tenantId(), command.invoiceId());
        if (debt.isSettled()) {
            close(command.tenantId(), command.invoiceId(), DunningOutcome.RECOVERED, debt);
        } else if (status == DunningStatus.HELD || inFlight != null) {
            skip(
                    command.tenantId(),
                    command.invoiceId(),
                    "RETRY",
                    Integer.toString(command.retry()),
                    status == DunningStatus.HELD ? DISPUTED : IN_FLIGHT);
        } else {
            requestRetry(command.tenantId(), command.invoiceId(), debt, null, waitingPropensity);
        }
        return answer(command.invoiceId());
    }

    private void requestRetry(
            TenantId tenantId,
            InvoiceId invoiceId,
            InvoiceDebt debt,
            @Nullable PaymentMethodId newMethod,
            double propensity) {
        int retry = retries + 1;
        apply(
                new DunningRetryRequested(
                        tenantId,
                        invoiceId,
                        accountId,
                        subscriptionId,
                        retry,
                        paymentOf(invoiceId, retry),
                        debt.currency(),
                        debt.dueMinor(),
                        newMethod,
                        propensity,
                        policyVersion),
                decided(propensity));
    }

    /** The same for the same retry; a long invoice id is hashed, since an id has 64 characters at most. */
    private static PaymentId paymentOf(InvoiceId invoiceId, int retry) {
        String readable = invoiceId + ".retry-" + retry;
        return new PaymentId(
                readable.length() <= 64 ? readable : "r-" + RequestStream.sha256(invoiceId.value()) + "." + retry);
    }

    @EventSourcingHandler
    void evolve(DunningRetryRequested event) {
        retries = event.retry();
        waitingRetry = 0;
        inFlight = event.paymentId();
        if (event.newMethod() != null) {
            methodsSeen.add(event.newMethod().value());
            methodWaiting = null;
        }
    }

    private void skip(TenantId tenantId, InvoiceId invoiceId, String act, String about, String why) {
        apply(new DunningActSkipped(tenantId, invoiceId, act, about, why), decided());
    }

    @EventSourcingHandler
    void evolve(DunningActSkipped event) {
        if (event.act().equals(NEW_METHOD)) {
            methodsSeen.add(event.about());
            methodWaiting = new PaymentMethodId(event.about());
        } else {
            waitingRetry = 0;
        }
    }

    /** Where a payment is under way, the method waits for its end. */
    @CommandHandler
    Answer decide(TryPaymentMethod command, InvoiceDebts debts) {
        if (!isWorked() || methodsSeen.contains(command.paymentMethodId().value())) {
            return answer(command.invoiceId());
        }
        InvoiceDebt debt = debts.of(command.tenantId(), command.invoiceId());
        if (debt.isSettled()) {
            close(command.tenantId(), command.invoiceId(), DunningOutcome.RECOVERED, debt);
        } else if (status == DunningStatus.HELD || inFlight != null) {
            skip(
                    command.tenantId(),
                    command.invoiceId(),
                    NEW_METHOD,
                    command.paymentMethodId().value(),
                    status == DunningStatus.HELD ? DISPUTED : IN_FLIGHT);
        } else {
            requestRetry(command.tenantId(), command.invoiceId(), debt, command.paymentMethodId(), 1.0);
        }
        return answer(command.invoiceId());
    }

    @CommandHandler
    Answer decide(AdvanceDunning command, Clock clock, InvoiceDebts debts) {
        if (!isWorked() || command.step() != nextStep) {
            return answer(command.invoiceId());
        }
        TenantId tenantId = command.tenantId();
        InvoiceId invoiceId = command.invoiceId();
        InvoiceDebt debt = debts.of(tenantId, invoiceId);
        Instant now = clock.instant();
        if (debt.isSettled()) {
            close(tenantId, invoiceId, DunningOutcome.RECOVERED, debt);
            return answer(invoiceId);
        }
        if (status == DunningStatus.HELD) {
            // The end of the dispute plans it again.
            return answer(invoiceId);
        }
        Ladder ladder = ladder();
        DunningStep step = ladder.step(command.step());
        Instant awake = step == DunningStep.MESSAGE ? ladder.outOfQuietHours(now) : now;
        if (inFlight != null) {
            postpone(tenantId, invoiceId, IN_FLIGHT, command.step(), now.plus(WAIT_FOR_PAYMENT));
        } else if (awake.isAfter(now)) {
            postpone(tenantId, invoiceId, "QUIET_HOURS", command.step(), awake);
        } else {
            take(step, tenantId, invoiceId, debt, command.step(), ladder.after(command.step(), now));
        }
        return answer(invoiceId);
    }

    private void postpone(TenantId tenantId, InvoiceId invoiceId, String why, int step, Instant until) {
        apply(new DunningStepPostponed(tenantId, invoiceId, why, step, step, until, policyVersion), decided());
    }

    private void take(
            DunningStep step,
            TenantId tenantId,
            InvoiceId invoiceId,
            InvoiceDebt debt,
            int number,
            Ladder.@Nullable Next next) {
        Integer following = next == null ? null : next.step();
        Instant at = next == null ? null : next.at();
        switch (step) {
            case MESSAGE ->
                apply(
                        new DunningMessageRequested(
                                tenantId,
                                invoiceId,
                                accountId,
                                messages + 1,
                                StreamId.of("dunning", tenantId, invoiceId) + "/message-" + (messages + 1),
                                kind,
                                debt.currency(),
                                debt.dueMinor(),
                                number,
                                following,
                                at,
                                policyVersion),
                        decided());
            case RESTRICTION ->
                apply(
                        new AccessRestrictionRequested(
                                tenantId, invoiceId, accountId, subscriptionId, number, following, at, policyVersion),
                        decided());
            case SUSPENSION ->
                apply(
                        new SuspensionRequested(
                                tenantId, invoiceId, accountId, subscriptionId, number, following, at, policyVersion),
                        decided());
            case FINAL_ACTION ->
                close(
                        tenantId,
                        invoiceId,
                        switch (terms.finalAction()) {
                            case KEEP -> DunningOutcome.KEPT;
                            case CANCEL -> DunningOutcome.CANCELLED;
                            case WRITE_OFF -> DunningOutcome.WRITTEN_OFF;
                        },
                        debt);
        }
    }

    @EventSourcingHandler
    void evolve(DunningMessageRequested event) {
        messages = event.message();
        mailsRequested.add(event.mailId());
        stepTo(event.nextStep());
    }

    @EventSourcingHandler
    void evolve(AccessRestrictionRequested event) {
        serviceTaken = true;
        stepTo(event.nextStep());
    }

    @EventSourcingHandler
    void evolve(SuspensionRequested event) {
        serviceTaken = true;
        stepTo(event.nextStep());
    }

    @EventSourcingHandler
    void evolve(DunningStepPostponed event) {
        stepTo(event.nextStep());
    }

    private void stepTo(@Nullable Integer next) {
        nextStep = next == null ? 0 : next;
    }

    @CommandHandler
    Answer decide(HoldDunning command) {
        if (isWorked() && !disputes.contains(command.disputeId())) {
            apply(new DunningHeld(command.tenantId(), command.invoiceId(), command.disputeId()));
        }
        return answer(command.invoiceId());
    }

    @EventSourcingHandler
    void evolve(DunningHeld event) {
        disputes.add(event.disputeId());
        status = DunningStatus.HELD;
    }

    /** The step that was due meanwhile is due now; a retry that was left out is chosen anew. */
    @CommandHandler
    Answer decide(ReleaseDunning command, Clock clock, InvoiceDebts debts) {
        if (!isWorked() || !disputes.contains(command.disputeId())) {
            return answer(command.invoiceId());
        }
        TenantId tenantId = command.tenantId();
        InvoiceId invoiceId = command.invoiceId();
        Instant now = clock.instant();
        Ladder.Next next = ladder().after(Math.max(0, nextStep - 1), now);
        apply(new DunningReleased(
                tenantId,
                invoiceId,
                command.disputeId(),
                disputes.size() > 1,
                nextStep,
                next == null || next.at().isBefore(now) ? now : next.at()));
        InvoiceDebt debt = debts.of(tenantId, invoiceId);
        if (debt.isSettled()) {
            close(tenantId, invoiceId, DunningOutcome.RECOVERED, debt);
        } else if (status == DunningStatus.OPEN && inFlight == null) {
            PaymentMethodId fresh = methodWaiting;
            if (fresh != null) {
                requestRetry(tenantId, invoiceId, debt, fresh, 1.0);
            } else if (waitingRetry == 0 && kind == DeclineKind.SOFT) {
                scheduleRetry(tenantId, invoiceId, now, now);
            }
        }
        return answer(invoiceId);
    }

    @EventSourcingHandler
    void evolve(DunningReleased event) {
        disputes.remove(event.disputeId());
        status = event.stillHeld() ? DunningStatus.HELD : DunningStatus.OPEN;
    }

    @CommandHandler
    Answer decide(CloseDunningCase command, InvoiceDebts debts) {
        InvoiceDebt debt = debts.of(command.tenantId(), command.invoiceId());
        if (isWorked() && (command.outcome() != DunningOutcome.RECOVERED || debt.isSettled())) {
            close(command.tenantId(), command.invoiceId(), command.outcome(), debt);
        }
        return answer(command.invoiceId());
    }

    private void close(TenantId tenantId, InvoiceId invoiceId, DunningOutcome outcome, InvoiceDebt debt) {
        apply(
                new DunningCaseClosed(
                        tenantId,
                        invoiceId,
                        accountId,
                        subscriptionId,
                        outcome,
                        debt.dueMinor(),
                        serviceTaken,
                        retries,
                        policyVersion),
                decided());
    }

    @EventSourcingHandler
    void evolve(DunningCaseClosed event) {
        status = DunningStatus.CLOSED;
        waitingRetry = 0;
        nextStep = 0;
    }

    /** A message that went out is a fact even after the end. */
    @CommandHandler
    Answer decide(RecordDunningMessageSent command) {
        if (!mailsRequested.contains(command.mailId())) {
            throw new Rejected(ErrorCode.NOT_FOUND, "This case asked for no such message.");
        }
        if (!mailsSent.contains(command.mailId())) {
            apply(new DunningMessageSent(command.tenantId(), command.invoiceId(), command.mailId()));
        }
        return answer(command.invoiceId());
    }

    @EventSourcingHandler
    void evolve(DunningMessageSent event) {
        mailsSent.add(event.mailId());
    }

    private boolean isWorked() {
        return status == DunningStatus.OPEN || status == DunningStatus.HELD;
    }

    private Ladder ladder() {
        return new Ladder(terms, ZoneId.of(timeZone), openedAt);
    }

    private MetaData decided() {
        return MetaData.with(MetadataKey.POLICY_VERSION, policyVersion);
    }

    private MetaData decided(double propensity) {
        return decided().and(MetadataKey.PROPENSITY, Double.toString(propensity));
    }

    private Answer answer(InvoiceId invoiceId) {
        return Answer.of("invoiceId", invoiceId, "status", status == null ? "NONE" : status);
    }
}
