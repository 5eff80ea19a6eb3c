package dev.cauce.command.payment;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.DisputeClosed;
import dev.cauce.contracts.payment.DisputeStage;
import dev.cauce.contracts.payment.GatewayAnswer;
import dev.cauce.contracts.payment.PaymentAttemptDeclined;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentAttemptSucceeded;
import dev.cauce.contracts.payment.PaymentAttemptWithheld;
import dev.cauce.contracts.payment.PaymentDisputed;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentOutcomeUnknown;
import dev.cauce.contracts.payment.PaymentPollRequested;
import dev.cauce.contracts.payment.PaymentRefunded;
import dev.cauce.contracts.payment.PaymentRequested;
import dev.cauce.contracts.payment.PaymentStatus;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.PaymentUnresolved;
import dev.cauce.contracts.payment.PollPayment;
import dev.cauce.contracts.payment.RecordDispute;
import dev.cauce.contracts.payment.RecordPaymentOutcome;
import dev.cauce.contracts.payment.RecordRefundOutcome;
import dev.cauce.contracts.payment.RefundAnswer;
import dev.cauce.contracts.payment.RefundFailed;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.payment.RefundPayment;
import dev.cauce.contracts.payment.RefundReason;
import dev.cauce.contracts.payment.RefundRequested;
import dev.cauce.contracts.payment.RequestPayment;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Money for an invoice: one attempt at a time, by the methods in their order, until one pays or none is left. What the
 * gateway says may come twice, late and in any order; an attempt whose outcome is unknown keeps every other waiting,
 * and a success counts whenever it comes. A second success of the same payment is given back.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Payment {

    /** No payment tries more methods than this. */
    private static final int MOST_ATTEMPTS = 10;

    private static final String NEVER_RECEIVED = "never_received";

    @AggregateIdentifier
    private @Nullable String streamId;

    private Claim claim;
    private PaymentStatus status = PaymentStatus.PENDING;
    private Map<Integer, Attempt> attempts = new HashMap<>();
    private Set<String> methodsPassed = new HashSet<>();
    private List<Failure> failures = new ArrayList<>();
    private int pollsAsked;
    private int pollsAnswered;
    private int paidBy;
    private Map<String, Refund> refunds = new HashMap<>();
    private Map<String, DisputeStage> disputes = new HashMap<>();

    /** Filled by the first event. */
    @SuppressWarnings("NullAway.Init")
    Payment() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RequestPayment command, Clock clock, Wallets wallets, Cards cards) {
        if (streamId != null) {
            if (claim.invoiceId().equals(command.invoiceId())
                    && claim.amountMinor() == command.amountMinor()
                    && claim.currency().equals(command.currency())) {
                return answer(command.paymentId());
            }
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "Another payment has this id.");
        }
        Instant now = clock.instant();
        apply(new PaymentRequested(
                command.tenantId(),
                command.paymentId(),
                command.invoiceId(),
                command.accountId(),
                command.subscriptionId(),
                command.currency(),
                command.amountMinor(),
                now));
        tryNextMethod(now, wallets, cards);
        return answer(command.paymentId());
    }

    @EventSourcingHandler
    void evolve(PaymentRequested event) {
        streamId = StreamId.of("payment", event.tenantId(), event.paymentId()).value();
        claim = Claim.of(event);
    }

    private void tryNextMethod(Instant now, Wallets wallets, Cards cards) {
        YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
        for (Wallet.Method method :
                wallets.of(claim.tenantId(), claim.accountId()).inOrder(claim.subscriptionId(), month)) {
            if (methodsPassed.contains(method.paymentMethodId().value()) || attempts.size() >= MOST_ATTEMPTS) {
                continue;
            }
            int number = attempts.size() + 1;
            PaymentAttemptRequested attempt = claim.attempt(number, method, streamId + "/" + number, now);
            CardStanding.Verdict verdict = cards.reserve(attempt);
            if (verdict.allowed()) {
                apply(attempt);
                return;
            }
            apply(claim.withheld(method, String.valueOf(verdict.rule()), verdict.notBefore()));
        }
        apply(claim.failed(Failure.decisive(failures), now));
    }

    @EventSourcingHandler
    void evolve(PaymentAttemptRequested event) {
        attempts.put(event.attempt(), Attempt.of(event));
        methodsPassed.add(event.paymentMethodId().value());
        status = PaymentStatus.PENDING;
        pollsAsked = 0;
        pollsAnswered = 0;
    }

    @EventSourcingHandler
    void evolve(PaymentAttemptWithheld event) {
        methodsPassed.add(event.paymentMethodId().value());
        boolean forGood = event.notBefore() == null;
        failures.add(new Failure(
                forGood ? DeclineKind.HARD : DeclineKind.SOFT,
                forGood ? "network_forbids" : "network_limit",
                event.cardFingerprint(),
                event.notBefore()));
    }

    @CommandHandler
    Answer decide(RecordPaymentOutcome command, Clock clock, Wallets wallets, Cards cards) {
        Attempt attempt = attempts.get(command.attempt());
        if (attempt == null) {
            throw new Rejected(ErrorCode.NOT_FOUND, "The payment has no attempt of this number.");
        }
        switch (command.answer()) {
            case SUCCEEDED -> succeed(command, attempt, clock.instant());
            case DECLINED -> {
                if (isOpen(attempt)) {
                    String code = command.declineCode() == null ? "generic_decline" : command.declineCode();
                    decline(command, attempt, code, clock.instant(), wallets, cards);
                }
            }
            case UNKNOWN, NOT_RECEIVED -> {
                if (isOpen(attempt) && isCurrent(command.attempt())) {
                    stayUnknown(command, attempt, clock.instant(), wallets, cards);
                }
            }
        }
        return answer(command.paymentId());
    }

    private static boolean isOpen(Attempt attempt) {
        return attempt.answer() != GatewayAnswer.SUCCEEDED && attempt.answer() != GatewayAnswer.DECLINED;
    }

    private boolean isCurrent(int attempt) {
        return attempt == attempts.size();
    }

    private void succeed(RecordPaymentOutcome command, Attempt attempt, Instant now) {
        if (attempt.answer() == GatewayAnswer.SUCCEEDED) {
            return;
        }
        String gatewayPaymentId = command.gatewayPaymentId();
        if (gatewayPaymentId == null) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "gatewayPaymentId: a success has one.");
        }
        boolean paid = status == PaymentStatus.SUCCEEDED;
        apply(claim.attemptSucceeded(command.attempt(), attempt, gatewayPaymentId));
        if (paid) {
            RefundId surplus = new RefundId("surplus-" + command.attempt());
            requestRefund(surplus, command.attempt(), claim.amountMinor(), RefundReason.SURPLUS);
        } else {
            apply(claim.succeeded(now));
        }
    }

    @EventSourcingHandler
    void evolve(PaymentAttemptSucceeded event) {
        attempts.computeIfPresent(
                event.attempt(),
                (number, attempt) -> attempt.answered(GatewayAnswer.SUCCEEDED, event.gatewayPaymentId()));
        if (paidBy == 0) {
            paidBy = event.attempt();
        }
    }

    @EventSourcingHandler
    void evolve(PaymentSucceeded event) {
        status = PaymentStatus.SUCCEEDED;
    }

    private void decline(
            RecordPaymentOutcome command, Attempt attempt, String code, Instant now, Wallets wallets, Cards cards) {
        DeclineRules.Meaning meaning =
                DeclineRules.of(attempt.brand(), code, command.networkCode(), command.adviceCode());
        Instant notBefore = meaning.pause() == null ? null : now.plus(meaning.pause());
        apply(claim.declined(command, attempt, meaning, code, notBefore, now));
        cards.remember(claim, attempt, meaning, code, notBefore);
        if (status == PaymentStatus.SUCCEEDED || !isCurrent(command.attempt())) {
            return;
        }
        if (meaning.kind() == DeclineKind.FRAUD) {
            apply(claim.failed(Failure.decisive(failures), now));
        } else {
            tryNextMethod(now, wallets, cards);
        }
    }

    @EventSourcingHandler
    void evolve(PaymentAttemptDeclined event) {
        attempts.computeIfPresent(event.attempt(), (number, attempt) -> attempt.answered(GatewayAnswer.DECLINED, null));
        failures.add(new Failure(event.kind(), event.declineCode(), event.cardFingerprint(), event.retryNotBefore()));
    }

    @EventSourcingHandler
    void evolve(PaymentFailed event) {
        status = PaymentStatus.FAILED;
    }

    /** Of the charge and of each poll one answer counts; what the gateway never got is a decline after the last. */
    private void stayUnknown(RecordPaymentOutcome command, Attempt attempt, Instant now, Wallets wallets, Cards cards) {
        boolean first = attempt.answer() == null;
        if (!first && pollsAnswered >= pollsAsked) {
            return;
        }
        int polls = first ? 0 : pollsAsked;
        if (!PollSchedule.isOver(polls)) {
            apply(claim.unknown(command.attempt(), polls, now.plus(PollSchedule.waitAfter(polls))));
        } else if (command.answer() == GatewayAnswer.NOT_RECEIVED) {
            decline(command, attempt, NEVER_RECEIVED, now, wallets, cards);
        } else {
            apply(claim.unresolved(command.attempt(), polls));
        }
    }

    @EventSourcingHandler
    void evolve(PaymentOutcomeUnknown event) {
        attempts.computeIfPresent(event.attempt(), (number, attempt) -> attempt.answered(GatewayAnswer.UNKNOWN, null));
        pollsAnswered = event.polls();
        status = PaymentStatus.UNKNOWN;
    }

    @EventSourcingHandler
    void evolve(PaymentUnresolved event) {
        pollsAnswered = event.polls();
        status = PaymentStatus.UNRESOLVED;
    }

    @CommandHandler
    Answer decide(PollPayment command) {
        Attempt attempt = attempts.get(command.attempt());
        if (attempt != null
                && isCurrent(command.attempt())
                && status == PaymentStatus.UNKNOWN
                && command.poll() == pollsAsked + 1) {
            apply(new PaymentPollRequested(
                    command.tenantId(),
                    command.paymentId(),
                    command.attempt(),
                    command.poll(),
                    attempt.idempotencyKey()));
        }
        return answer(command.paymentId());
    }

    @EventSourcingHandler
    void evolve(PaymentPollRequested event) {
        pollsAsked = event.poll();
    }

    @CommandHandler
    Answer decide(RefundPayment command) {
        Refund known = refunds.get(command.refundId().value());
        if (command.reason() == RefundReason.SURPLUS) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "reason: a surplus is given back by itself.");
        }
        if (known != null) {
            if (known.amountMinor() == command.amountMinor() && !known.surplus()) {
                return answer(command.paymentId());
            }
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "Another refund has this id.");
        }
        if (status != PaymentStatus.SUCCEEDED) {
            throw new Rejected(ErrorCode.PAYMENT_NOT_SUCCEEDED, "Nothing was paid that could be given back.");
        }
        long before = refunds.values().stream()
                .filter(Refund::counts)
                .mapToLong(Refund::amountMinor)
                .sum();
        if (command.amountMinor() > claim.amountMinor() - before) {
            throw new Rejected(
                    ErrorCode.REFUND_ABOVE_PAYMENT,
                    "Of the payment " + (claim.amountMinor() - before) + " can still be given back.");
        }
        requestRefund(command.refundId(), paidBy, command.amountMinor(), command.reason());
        return answer(command.paymentId());
    }

    private void requestRefund(RefundId refundId, int attempt, long refundedMinor, RefundReason reason) {
        Attempt paid = attempts.get(attempt);
        String gatewayPaymentId = paid == null ? null : paid.gatewayPaymentId();
        if (gatewayPaymentId == null) {
            throw new IllegalStateException("a payment that succeeded has an attempt that did");
        }
        apply(claim.refund(
                refundId, attempt, gatewayPaymentId, refundedMinor, reason, streamId + "/refund/" + refundId));
    }

    @EventSourcingHandler
    void evolve(RefundRequested event) {
        refunds.put(event.refundId().value(), new Refund(event.amountMinor(), event.surplus(), null));
    }

    @CommandHandler
    Answer decide(RecordRefundOutcome command, Clock clock) {
        Refund refund = refunds.get(command.refundId().value());
        if (refund == null) {
            throw new Rejected(ErrorCode.REFUND_NOT_FOUND, "The payment has no refund of this id.");
        }
        if (refund.answer() != null) {
            return answer(command.paymentId());
        }
        if (command.answer() == RefundAnswer.FAILED) {
            apply(new RefundFailed(
                    command.tenantId(),
                    command.paymentId(),
                    claim.invoiceId(),
                    claim.accountId(),
                    command.refundId(),
                    command.code() == null ? "refused" : command.code()));
        } else {
            apply(new PaymentRefunded(
                    command.tenantId(),
                    command.paymentId(),
                    claim.invoiceId(),
                    claim.accountId(),
                    command.refundId(),
                    claim.currency(),
                    refund.amountMinor(),
                    refundedBefore() + (refund.surplus() ? 0 : refund.amountMinor()),
                    refund.surplus(),
                    clock.instant()));
        }
        return answer(command.paymentId());
    }

    private long refundedBefore() {
        return refunds.values().stream()
                .filter(refund -> !refund.surplus() && refund.answer() == RefundAnswer.SUCCEEDED)
                .mapToLong(Refund::amountMinor)
                .sum();
    }

    @EventSourcingHandler
    void evolve(PaymentRefunded event) {
        refunds.computeIfPresent(event.refundId().value(), (id, refund) -> refund.answered(RefundAnswer.SUCCEEDED));
    }

    @EventSourcingHandler
    void evolve(RefundFailed event) {
        refunds.computeIfPresent(event.refundId().value(), (id, refund) -> refund.answered(RefundAnswer.FAILED));
    }

    /** A dispute may be closed before anybody heard that it was opened. */
    @CommandHandler
    Answer decide(RecordDispute command, Clock clock) {
        DisputeStage known = disputes.get(command.disputeId());
        boolean closes = command.stage() != DisputeStage.OPENED;
        if (known == null && !closes) {
            apply(new PaymentDisputed(
                    command.tenantId(),
                    command.paymentId(),
                    claim.invoiceId(),
                    claim.accountId(),
                    command.disputeId(),
                    claim.currency(),
                    command.amountMinor(),
                    command.reason(),
                    clock.instant()));
        } else if (closes && (known == null || known == DisputeStage.OPENED)) {
            apply(new DisputeClosed(
                    command.tenantId(),
                    command.paymentId(),
                    claim.invoiceId(),
                    claim.accountId(),
                    command.disputeId(),
                    command.stage() == DisputeStage.WON,
                    clock.instant()));
        }
        return answer(command.paymentId());
    }

    @EventSourcingHandler
    void evolve(PaymentDisputed event) {
        disputes.put(event.disputeId(), DisputeStage.OPENED);
    }

    @EventSourcingHandler
    void evolve(DisputeClosed event) {
        disputes.put(event.disputeId(), event.won() ? DisputeStage.WON : DisputeStage.LOST);
    }

    private Answer answer(PaymentId paymentId) {
        return Answer.of("paymentId", paymentId, "status", status);
    }
}
