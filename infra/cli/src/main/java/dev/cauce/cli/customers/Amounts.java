package dev.cauce.cli.customers;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/** Money as people write it, exactly in minor units, or not at all: nothing is rounded. */
final class Amounts {
    /** Minor units the API accepts. */
    static final long LARGEST = 999_999_999_999L;

    private static final Pattern PLAIN = Pattern.compile("\\d{1,13}(\\.\\d{1,9})?");

    private Amounts() {}

    /** The currency, when it is one of ISO 4217 that has minor units. */
    static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code)).filter(found -> found.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Minor units of an amount such as {@code 29.85}.
     *
     * @param decimal the decimal mark
     * @return empty when it is no plain amount, too large, or finer than the currency's smallest coin
     */
    static Optional<Long> minor(String text, Currency currency, char decimal) {
        String plain = decimal == ',' ? text.replace(".", "x").replace(',', '.') : text;
        if (!PLAIN.matcher(plain).matches()) {
            return Optional.empty();
        }
        BigDecimal minor = new BigDecimal(plain)
                .movePointRight(currency.getDefaultFractionDigits())
                .stripTrailingZeros();
        return minor.scale() > 0 || minor.compareTo(BigDecimal.valueOf(LARGEST)) > 0
                ? Optional.empty()
                : Optional.of(minor.longValueExact());
    }
}
