package dev.cauce.command.dunning;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.payment.CardStanding;
import dev.cauce.command.payment.Cards;
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
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
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

    /** A week: longer than an unknown outcome is polled for. After it a person has a ticket, and the ladder goes on. */
    private static final int MOST_WAITS = 28;

    private static final String DISPUTED = "DISPUTED";
    private static final String IN_FLIGHT = "IN_FLIGHT";
    private static final String NEW_METHOD = "NEW_METHOD";

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private @Nullable String streamId;

    /** Null while nothing but failures that lead to no dunning has happened. */
    private @Nullable DunningStatus status;

    private CaseFile file;
    private DeclineKind kind;
    private String declineCode;
    private Set<String> failuresTracked = new HashSet<>();
    private int retries;
    private int waitingRetry;
    private double waitingPropensity;
    private @Nullable PaymentId inFlight;
    private int waits;
    private Set<String> methodsSeen = new HashSet<>();
    private @Nullable PaymentMethodId methodWaiting;
    private int messages;
    private Set<String> mailsRequested = new HashSet<>();
    private Set<String> mailsSent = new HashSet<>();
    private int nextStep;
    private boolean serviceTaken;
    private boolean kept;
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
        if (kept && !debt.isSettled()) {
            track(command);
            PaymentMethodId fresh = methodWaiting;
            if (fresh != null && inFlight == null) {
                requestRetry(debt, fresh, 1.0);
            }
            return answer(command.invoiceId());
        }
        if (!isWorked()) {
            if (status == DunningStatus.CLOSED || debt.isFirst() || debt.isSettled()) {
                String why = status == DunningStatus.CLOSED ? "CLOSED" : debt.isFirst() ? "FIRST_PAYMENT" : "SETTLED";
                apply(new DunningWithheld(command.tenantId(), command.invoiceId(), command.paymentId(), why));
                return answer(command.invoiceId());
            }
            open(command, debt, now, policies, zones);
        } else if (debt.isSettled()) {
            close(DunningOutcome.RECOVERED, debt);
            return answer(command.invoiceId());
        } else {
            track(command);
        }
        if (status == DunningStatus.OPEN && inFlight == null) {
            planRetry(command, debt, now, cards);
        }
        return answer(command.invoiceId());
    }

    private void track(TrackFailedPayment failure) {
        apply(new DunningFailureTracked(
                failure.tenantId(), failure.invoiceId(), failure.paymentId(), failure.kind(), failure.declineCode()));
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
        file = CaseFile.of(event);
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
            requestRetry(debt, fresh, 1.0);
            return;
        }
        Instant earliest = later(now, failure.retryNotBefore());
        if (failure.cardFingerprint() != null) {
            CardStanding.Verdict verdict = cards.standing(failure.tenantId(), failure.cardFingerprint())
                    .verdict(debt.currency(), debt.dueMinor(), now);
            if (kind == DeclineKind.SOFT && verdict.never()) {
                stopRetries("NETWORK_FORBIDS");
                return;
            }
            earliest = later(earliest, verdict.notBefore());
        }
        scheduleRetry(earliest, now);
    }

    private void scheduleRetry(Instant notBefore, Instant now) {
        if (kind != DeclineKind.SOFT) {
            stopRetries(kind.name());
        } else if (retries >= file.terms().mostRetries()) {
            stopRetries("MOST_RETRIES");
        } else {
            file.schedule(retries + 1, notBefore, now)
                    .ifPresentOrElse(
                            retry -> apply(retry, decided(retry.propensity())), () -> stopRetries("WINDOW_OVER"));
        }
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private void stopRetries(String why) {
        apply(
                new RetriesStopped(file.tenantId(), file.invoiceId(), kind, declineCode, why, file.policyVersion()),
                decided());
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
            close(DunningOutcome.RECOVERED, debt);
        } else if (status == DunningStatus.HELD || inFlight != null) {
            skip("RETRY", Integer.toString(command.retry()));
        } else {
            requestRetry(debt, null, waitingPropensity);
        }
        return answer(command.invoiceId());
    }

    private void requestRetry(InvoiceDebt debt, @Nullable PaymentMethodId newMethod, double propensity) {
        apply(file.retry(retries + 1, debt, newMethod, propensity), decided(propensity));
    }

    @EventSourcingHandler
    void evolve(DunningRetryRequested event) {
        retries = event.retry();
        waitingRetry = 0;
        inFlight = event.paymentId();
        waits = 0;
        if (event.newMethod() != null) {
            methodsSeen.add(event.newMethod().value());
            methodWaiting = null;
        }
    }

    private void skip(String act, String about) {
        String why = status == DunningStatus.HELD ? DISPUTED : IN_FLIGHT;
        apply(new DunningActSkipped(file.tenantId(), file.invoiceId(), act, about, why), decided());
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

    /**
     * Where a payment is under way, the method waits for its end. What a policy ended by keeping the subscription is
     * still owed, and so a new method is tried for it too.
     */
    @CommandHandler
    Answer decide(TryPaymentMethod command, InvoiceDebts debts) {
        if (!(isWorked() || kept)
                || methodsSeen.contains(command.paymentMethodId().value())) {
            return answer(command.invoiceId());
        }
        InvoiceDebt debt = debts.of(command.tenantId(), command.invoiceId());
        if (debt.isSettled()) {
            if (isWorked()) {
                close(DunningOutcome.RECOVERED, debt);
            }
        } else if (status == DunningStatus.HELD || inFlight != null) {
            skip(NEW_METHOD, command.paymentMethodId().value());
        } else {
            requestRetry(debt, command.paymentMethodId(), 1.0);
        }
        return answer(command.invoiceId());
    }

    @CommandHandler
    Answer decide(AdvanceDunning command, Clock clock, InvoiceDebts debts) {
        if (!isWorked() || command.step() != nextStep) {
            return answer(command.invoiceId());
        }
        InvoiceDebt debt = debts.of(command.tenantId(), command.invoiceId());
        if (debt.isSettled()) {
            close(DunningOutcome.RECOVERED, debt);
        } else if (status == DunningStatus.OPEN) {
            // While it is disputed nothing is done; the end of the dispute plans the step again.
            advance(command.step(), debt, clock.instant());
        }
        return answer(command.invoiceId());
    }

    private void advance(int number, InvoiceDebt debt, Instant now) {
        Ladder ladder = file.ladder();
        DunningStep step = ladder.step(number);
        Instant awake = step == DunningStep.MESSAGE ? ladder.outOfQuietHours(now) : now;
        if (inFlight != null && waits < MOST_WAITS) {
            apply(file.postponed(IN_FLIGHT, number, now.plus(WAIT_FOR_PAYMENT)), decided());
        } else if (awake.isAfter(now)) {
            apply(file.postponed("QUIET_HOURS", number, awake), decided());
        } else if (step == DunningStep.FINAL_ACTION) {
            close(file.finalOutcome(), debt);
        } else {
            Ladder.Next next = ladder.after(number, now);
            Object taken = switch (step) {
                case MESSAGE -> file.message(messages + 1, kind, debt, number, next);
                case RESTRICTION -> file.restriction(number, next);
                case SUSPENSION, FINAL_ACTION -> file.suspension(number, next);
            };
            apply(taken, decided());
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
        if (event.why().equals(IN_FLIGHT)) {
            waits++;
        }
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
        Ladder.Next next = file.ladder().after(Math.max(0, nextStep - 1), now);
        apply(new DunningReleased(
                tenantId,
                invoiceId,
                command.disputeId(),
                disputes.size() > 1,
                nextStep,
                next == null || next.at().isBefore(now) ? now : next.at()));
        InvoiceDebt debt = debts.of(tenantId, invoiceId);
        if (debt.isSettled()) {
            close(DunningOutcome.RECOVERED, debt);
        } else if (status == DunningStatus.OPEN && inFlight == null) {
            PaymentMethodId fresh = methodWaiting;
            if (fresh != null) {
                requestRetry(debt, fresh, 1.0);
            } else if (waitingRetry == 0 && kind == DeclineKind.SOFT) {
                scheduleRetry(now, now);
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
            close(command.outcome(), debt);
        }
        return answer(command.invoiceId());
    }

    private void close(DunningOutcome outcome, InvoiceDebt debt) {
        apply(file.closed(outcome, debt, serviceTaken, retries), decided());
    }

    @EventSourcingHandler
    void evolve(DunningCaseClosed event) {
        status = DunningStatus.CLOSED;
        kept = event.outcome() == DunningOutcome.KEPT;
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

    private MetaData decided() {
        return MetaData.with(MetadataKey.POLICY_VERSION, file.policyVersion());
    }

    private MetaData decided(double propensity) {
        return decided().and(MetadataKey.PROPENSITY, Double.toString(propensity));
    }

    private Answer answer(InvoiceId invoiceId) {
        return Answer.of("invoiceId", invoiceId, "status", status == null ? "NONE" : status);
    }
}
