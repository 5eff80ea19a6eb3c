package dev.cauce.command.payment;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.account.Accounts;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.AddPaymentMethod;
import dev.cauce.contracts.payment.ChooseDefaultPaymentMethod;
import dev.cauce.contracts.payment.DefaultPaymentMethodChosen;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodExpiring;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentMethodRemoved;
import dev.cauce.contracts.payment.RemovePaymentMethod;
import dev.cauce.contracts.payment.WarnOfExpiry;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** What an account pays with: tokens of the gateway and what one may show of a card, never its number. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class PaymentMethods {

    private static final int MOST = 50;

    /** How long before the end of its last month a card's expiry is told. */
    private static final Duration WARNED_BEFORE = Duration.ofDays(30);

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private @Nullable String streamId;

    private Wallet wallet = Wallet.EMPTY;
    private Set<String> removed = new HashSet<>();

    PaymentMethods() {}

    Wallet wallet() {
        return wallet;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(AddPaymentMethod command, Clock clock, Accounts accounts) {
        Wallet.Method known = wallet.find(command.paymentMethodId()).orElse(null);
        if (known != null && known.gatewayToken().equals(command.gatewayToken())) {
            return answer(command.paymentMethodId());
        }
        if (known != null || removed.contains(command.paymentMethodId().value())) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "The account has, or had, another method of this id.");
        }
        accounts.require(command.tenantId(), command.accountId()).refuseClosed();
        if (wallet.methods().size() >= MOST) {
            throw new Rejected(
                    ErrorCode.TOO_MANY_PAYMENT_METHODS, "An account has at most " + MOST + " payment methods.");
        }
        Instant now = clock.instant();
        Instant end = YearMonth.of(command.expiryYear(), command.expiryMonth())
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        if (!end.isAfter(now)) {
            throw new Rejected(ErrorCode.PAYMENT_METHOD_EXPIRED, "The card has expired.");
        }
        boolean first = wallet.preferred() == null && command.subscriptionId() == null;
        Instant warnAt = end.minus(WARNED_BEFORE);
        apply(new PaymentMethodAdded(
                command.tenantId(),
                command.accountId(),
                command.paymentMethodId(),
                command.gatewayToken(),
                command.cardFingerprint(),
                command.brand(),
                command.lastFour(),
                command.expiryMonth(),
                command.expiryYear(),
                command.subscriptionId(),
                warnAt.isAfter(now) ? warnAt : now,
                now));
        if (first) {
            apply(new DefaultPaymentMethodChosen(command.tenantId(), command.accountId(), command.paymentMethodId()));
        }
        return answer(command.paymentMethodId());
    }

    @EventSourcingHandler
    void evolve(PaymentMethodAdded event) {
        streamId = StreamId.of("payment-method", event.tenantId(), event.accountId())
                .value();
        wallet = wallet.after(event);
    }

    @CommandHandler
    Answer decide(ChooseDefaultPaymentMethod command) {
        Wallet.Method method = require(command.paymentMethodId());
        if (method.subscriptionId() != null) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "The method belongs to one subscription.");
        }
        if (!command.paymentMethodId().equals(wallet.preferred())) {
            apply(new DefaultPaymentMethodChosen(command.tenantId(), command.accountId(), command.paymentMethodId()));
        }
        return answer(command.paymentMethodId());
    }

    @EventSourcingHandler
    void evolve(DefaultPaymentMethodChosen event) {
        wallet = wallet.after(event);
    }

    /** The oldest of those that remain becomes the default in its place. */
    @CommandHandler
    Answer decide(RemovePaymentMethod command) {
        if (removed.contains(command.paymentMethodId().value())) {
            return answer(command.paymentMethodId());
        }
        require(command.paymentMethodId());
        boolean preferred = command.paymentMethodId().equals(wallet.preferred());
        apply(new PaymentMethodRemoved(command.tenantId(), command.accountId(), command.paymentMethodId()));
        List<Wallet.Method> others = wallet.methods().stream()
                .filter(method -> method.subscriptionId() == null)
                .toList();
        if (preferred && !others.isEmpty()) {
            apply(new DefaultPaymentMethodChosen(
                    command.tenantId(), command.accountId(), others.getFirst().paymentMethodId()));
        }
        return answer(command.paymentMethodId());
    }

    @EventSourcingHandler
    void evolve(PaymentMethodRemoved event) {
        wallet = wallet.after(event);
        removed.add(event.paymentMethodId().value());
    }

    @CommandHandler
    Answer decide(WarnOfExpiry command) {
        wallet.find(command.paymentMethodId())
                .filter(method -> !method.warned())
                .ifPresent(method -> apply(new PaymentMethodExpiring(
                        command.tenantId(),
                        command.accountId(),
                        command.paymentMethodId(),
                        method.brand(),
                        method.lastFour(),
                        method.expiryMonth(),
                        method.expiryYear(),
                        command.streamId() + "/" + command.paymentMethodId() + "/expiring")));
        return answer(command.paymentMethodId());
    }

    @EventSourcingHandler
    void evolve(PaymentMethodExpiring event) {
        wallet = wallet.after(event);
    }

    private Wallet.Method require(PaymentMethodId paymentMethodId) {
        return wallet.find(paymentMethodId)
                .orElseThrow(() -> new Rejected(
                        ErrorCode.PAYMENT_METHOD_NOT_FOUND, "The account has no payment method of this id."));
    }

    private static Answer answer(PaymentMethodId paymentMethodId) {
        return Answer.of("paymentMethodId", paymentMethodId);
    }
}
