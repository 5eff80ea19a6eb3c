package dev.cauce.command.payment;

import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.DeclineKind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a decline means. Decline codes are those of the gateway, in the words that Stripe's documentation of decline
 * codes lists; beside them stand the network's own response code and, from Mastercard, its Merchant Advice Code.
 *
 * <p>Sources: Visa Core Rules and Visa Product and Service Rules, "Declined Transaction Resubmission" (categories of
 * response codes; category 1 is never to be tried again); Mastercard Transaction Processing Rules and the bulletins of
 * the Transaction Processing Excellence programme, Merchant Advice Codes in data element 48, sub-element 84 (03 and 21:
 * do not try again; 24 to 30: try again after 1 hour, 24 hours, 2, 4, 6, 8, 10 days).
 */
final class DeclineRules {

    /** ISO 8583 response codes that Visa lists as category 1: the issuer will never approve. */
    private static final Set<String> VISA_CATEGORY_1 =
            Set.of("04", "07", "12", "14", "15", "41", "43", "46", "57", "R0", "R1", "R3");

    /** Mastercard's advice codes that end it, for the card at this merchant. */
    private static final Set<String> MASTERCARD_STOPS = Set.of("03", "21");

    private static final Map<String, Duration> MASTERCARD_WAITS = Map.of(
            "24", Duration.ofHours(1),
            "25", Duration.ofHours(24),
            "26", Duration.ofDays(2),
            "27", Duration.ofDays(4),
            "28", Duration.ofDays(6),
            "29", Duration.ofDays(8),
            "30", Duration.ofDays(10));

    private static final Set<String> FRAUD =
            Set.of("fraudulent", "lost_card", "stolen_card", "pickup_card", "merchant_blacklist", "security_violation");

    private static final Set<String> AUTHENTICATION =
            Set.of("authentication_required", "authentication_not_handled", "offline_pin_required");

    private static final Set<String> HARD = Set.of(
            "account_closed",
            "card_not_supported",
            "currency_not_supported",
            "expired_card",
            "incorrect_number",
            "invalid_account",
            "invalid_amount",
            "invalid_cvc",
            "incorrect_cvc",
            "invalid_expiry_month",
            "invalid_expiry_year",
            "invalid_number",
            "new_account_information_available",
            "no_such_issuer",
            "not_permitted",
            "restricted_card",
            "revocation_of_all_authorizations",
            "revocation_of_authorization",
            "service_not_allowed",
            "stop_payment_order",
            "testmode_decline",
            "transaction_not_allowed");

    private DeclineRules() {}

    /**
     * What follows from a decline.
     *
     * @param pause how long the network wants no further attempt at the amount; null where it says nothing
     * @param cardForbidden names the rule that forbids the whole card for good; null where none does
     */
    record Meaning(
            DeclineKind kind,
            @Nullable Duration pause,
            @Nullable String cardForbidden) {}

    /** A code that nobody knows is soft: the caps bound what it can cost. */
    static Meaning of(CardBrand brand, String declineCode, @Nullable String networkCode, @Nullable String adviceCode) {
        if (FRAUD.contains(declineCode)) {
            return new Meaning(DeclineKind.FRAUD, null, "FRAUD");
        }
        if (brand == CardBrand.VISA && networkCode != null && VISA_CATEGORY_1.contains(networkCode)) {
            return new Meaning(DeclineKind.HARD, null, "VISA_CATEGORY_1");
        }
        if (brand == CardBrand.MASTERCARD && adviceCode != null) {
            if (MASTERCARD_STOPS.contains(adviceCode)) {
                return new Meaning(DeclineKind.HARD, null, "MASTERCARD_ADVICE_" + adviceCode);
            }
            Duration wait = MASTERCARD_WAITS.get(adviceCode);
            if (wait != null) {
                return new Meaning(kind(declineCode), wait, null);
            }
        }
        return new Meaning(kind(declineCode), null, null);
    }

    private static DeclineKind kind(String declineCode) {
        if (AUTHENTICATION.contains(declineCode)) {
            return DeclineKind.AUTHENTICATION_REQUIRED;
        }
        return HARD.contains(declineCode) ? DeclineKind.HARD : DeclineKind.SOFT;
    }
}
