package dev.cauce.query.payment;

import dev.cauce.contracts.payment.PaymentMethodList;
import dev.cauce.contracts.payment.PaymentMethodView;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** The payment methods of an account as {@link PaymentMethodsProjection} keeps them. */
record PaymentMethodsDocument(
        @Id String id, String accountId, @Nullable String preferred, Map<String, Method> methods) {

    record Method(
            String paymentMethodId,
            String brand,
            String lastFour,
            int expiryMonth,
            int expiryYear,
            @Nullable String subscriptionId,
            Instant addedAt,
            boolean removed) {}

    PaymentMethodList view() {
        return new PaymentMethodList(methods.values().stream()
                .filter(method -> !method.removed())
                .sorted(Comparator.comparing(Method::addedAt).thenComparing(Method::paymentMethodId))
                .map(method -> new PaymentMethodView(
                        accountId,
                        method.paymentMethodId(),
                        method.brand(),
                        method.lastFour(),
                        method.expiryMonth(),
                        method.expiryYear(),
                        method.paymentMethodId().equals(preferred),
                        method.subscriptionId(),
                        method.addedAt()))
                .toList());
    }
}
