package dev.cauce.command.payment;

import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.DefaultPaymentMethodChosen;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodEvent;
import dev.cauce.contracts.payment.PaymentMethodExpiring;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentMethodRemoved;
import dev.cauce.contracts.subscription.SubscriptionId;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The payment methods that an account has, the oldest first. */
public record Wallet(List<Method> methods, @Nullable PaymentMethodId preferred) {

    static final Wallet EMPTY = new Wallet(List.of(), null);

    /** A method; of a card its last day is that of its month of expiry. */
    public record Method(
            PaymentMethodId paymentMethodId,
            String gatewayToken,
            String cardFingerprint,
            CardBrand brand,
            String lastFour,
            int expiryMonth,
            int expiryYear,
            @Nullable SubscriptionId subscriptionId,
            boolean warned) {

        YearMonth expiry() {
            return YearMonth.of(expiryYear, expiryMonth);
        }
    }

    public Wallet {
        methods = List.copyOf(methods);
    }

    /**
     * In which order methods are tried: the subscription's own, the default, the others; an expired card after all that
     * are not, since an issuer may honour it still.
     */
    List<Method> inOrder(SubscriptionId subscriptionId, YearMonth now) {
        return methods.stream()
                .filter(method -> method.subscriptionId() == null
                        || method.subscriptionId().equals(subscriptionId))
                .sorted(Comparator.comparing((Method method) -> method.expiry().isBefore(now))
                        .thenComparingInt(this::rank))
                .toList();
    }

    private int rank(Method method) {
        if (method.subscriptionId() != null) {
            return 0;
        }
        return method.paymentMethodId().equals(preferred) ? 1 : 2;
    }

    Optional<Method> find(PaymentMethodId paymentMethodId) {
        return methods.stream()
                .filter(method -> method.paymentMethodId().equals(paymentMethodId))
                .findFirst();
    }

    Wallet after(PaymentMethodEvent event) {
        return switch (event) {
            case PaymentMethodAdded added -> {
                List<Method> all = new ArrayList<>(methods);
                all.add(new Method(
                        added.paymentMethodId(),
                        added.gatewayToken(),
                        added.cardFingerprint(),
                        added.brand(),
                        added.lastFour(),
                        added.expiryMonth(),
                        added.expiryYear(),
                        added.subscriptionId(),
                        false));
                yield new Wallet(all, preferred);
            }
            case DefaultPaymentMethodChosen chosen -> new Wallet(methods, chosen.paymentMethodId());
            case PaymentMethodRemoved removed ->
                new Wallet(
                        methods.stream()
                                .filter(method -> !method.paymentMethodId().equals(removed.paymentMethodId()))
                                .toList(),
                        removed.paymentMethodId().equals(preferred) ? null : preferred);
            case PaymentMethodExpiring expiring ->
                new Wallet(
                        methods.stream()
                                .map(method -> method.paymentMethodId().equals(expiring.paymentMethodId())
                                        ? warned(method)
                                        : method)
                                .toList(),
                        preferred);
        };
    }

    private static Method warned(Method method) {
        return new Method(
                method.paymentMethodId(),
                method.gatewayToken(),
                method.cardFingerprint(),
                method.brand(),
                method.lastFour(),
                method.expiryMonth(),
                method.expiryYear(),
                method.subscriptionId(),
                true);
    }
}
