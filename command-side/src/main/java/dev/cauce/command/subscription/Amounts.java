package dev.cauce.command.subscription;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.platform.rejection.Rejected;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Exact arithmetic with minor units. The one rounding rule: a part of an amount is rounded half up to the whole minor
 * unit, once, on the line that it makes. What no line may hold is an error; nothing wraps. A money library would bring
 * currencies and formats, and none of it is needed where all amounts of a subscription have one currency.
 */
final class Amounts {

    /** A thousand lines of it still fit into a long, with tax. */
    private static final BigInteger MOST = BigInteger.valueOf(1_000_000_000_000_000L);

    private Amounts() {}

    /** What the terms cost for a whole period. */
    static long whole(SubscriptionTerms terms) {
        return checked(product(terms));
    }

    /** What the terms cost for some days of a period of {@code ofDays}. */
    static long part(SubscriptionTerms terms, long days, long ofDays) {
        BigInteger exact = product(terms).multiply(BigInteger.valueOf(days));
        return checked(new BigDecimal(exact)
                .divide(BigDecimal.valueOf(ofDays), 0, RoundingMode.HALF_UP)
                .toBigIntegerExact());
    }

    /** Whether terms cost as much a day as others, or more, given how many days a period of each has. */
    static boolean costsNoLessADay(SubscriptionTerms terms, long days, SubscriptionTerms than, long thanDays) {
        return product(terms)
                        .multiply(BigInteger.valueOf(thanDays))
                        .compareTo(product(than).multiply(BigInteger.valueOf(days)))
                >= 0;
    }

    private static BigInteger product(SubscriptionTerms terms) {
        return BigInteger.valueOf(terms.amountMinor()).multiply(BigInteger.valueOf(terms.quantity()));
    }

    private static long checked(BigInteger amount) {
        if (amount.compareTo(MOST) > 0) {
            throw new Rejected(ErrorCode.AMOUNT_TOO_LARGE, "The price times the quantity is more than can be billed.");
        }
        return amount.longValueExact();
    }
}
