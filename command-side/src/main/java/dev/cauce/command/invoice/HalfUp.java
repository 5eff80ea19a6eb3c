package dev.cauce.command.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Commercial rounding: to the nearest, halves away from zero, alike for charges and credits. */
final class HalfUp {

    private HalfUp() {}

    /**
     * {@code amount * numerator / denominator}, rounded; exact in between, however large the product.
     *
     * @throws ArithmeticException where the result does not fit
     */
    static long share(long amount, long numerator, long denominator) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(numerator))
                .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
