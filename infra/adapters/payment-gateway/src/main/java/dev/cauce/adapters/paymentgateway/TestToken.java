package dev.cauce.adapters.paymentgateway;

import dev.cauce.sagas.payment.effects.PaymentGateway.Outcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a charge, as its token says. Anything may follow a token behind a dot, so that each customer can have
 * one of its own: {@code tok_success.acme}.
 *
 * <table>
 * <caption>Tokens of the sandbox</caption>
 * <tr><td>{@code tok_success}</td><td>the money is taken</td></tr>
 * <tr><td>{@code tok_decline_CODE}</td><td>declined with that code, such as {@code tok_decline_insufficient_funds},
 *     {@code tok_decline_expired_card}, {@code tok_decline_do_not_honor}, {@code tok_decline_authentication_required};
 *     any code in lower case and underscores</td></tr>
 * <tr><td>{@code tok_fraud}</td><td>declined as {@code fraudulent}</td></tr>
 * <tr><td>{@code tok_network_NN}</td><td>declined as {@code generic_decline} with the network's response code, such as
 *     {@code tok_network_14} of Visa's category 1</td></tr>
 * <tr><td>{@code tok_advice_NN}</td><td>declined as {@code insufficient_funds} with Mastercard's advice code, such as
 *     {@code tok_advice_24} (again after an hour) or {@code tok_advice_03} (never again)</td></tr>
 * <tr><td>{@code tok_success_after_N}</td><td>{@code insufficient_funds} for the first N charges of the token, then the
 *     money is taken</td></tr>
 * <tr><td>{@code tok_timeout_success}</td><td>the outcome is unknown; asked for, the money was taken</td></tr>
 * <tr><td>{@code tok_timeout_decline}</td><td>the outcome is unknown; asked for, it was declined</td></tr>
 * <tr><td>{@code tok_timeout_lost}</td><td>the outcome is unknown; asked for, the charge was never received</td></tr>
 * <tr><td>{@code tok_timeout_unknown}</td><td>the outcome is unknown however often it is asked for</td></tr>
 * <tr><td>{@code tok_dispute}</td><td>the money is taken, and the customer disputes it at once</td></tr>
 * <tr><td>{@code tok_refund_fails}</td><td>the money is taken and cannot be given back</td></tr>
 * </table>
 *
 * Any other token is declined as {@code invalid_account}.
 */
record TestToken(String behaviour) {

    private static final Pattern DECLINE = Pattern.compile("tok_decline_([a-z][a-z_]{0,60})");
    private static final Pattern NETWORK = Pattern.compile("tok_network_([0-9A-Z]{2})");
    private static final Pattern ADVICE = Pattern.compile("tok_advice_([0-9]{2})");
    private static final Pattern SUCCESS_AFTER = Pattern.compile("tok_success_after_([0-9]{1,3})");

    private static final Outcome UNKNOWN = new Outcome.Unknown();

    static TestToken of(String token) {
        int dot = token.indexOf('.');
        return new TestToken(dot < 0 ? token : token.substring(0, dot));
    }

    /** How many charges of the token fail before one succeeds; zero for all others. */
    int failuresBeforeSuccess() {
        Matcher after = SUCCESS_AFTER.matcher(behaviour);
        return after.matches() ? Integer.parseInt(after.group(1)) : 0;
    }

    /** What the charge is told when it is made. */
    Outcome told(String gatewayPaymentId, long earlierCharges) {
        return behaviour.startsWith("tok_timeout_") ? UNKNOWN : became(gatewayPaymentId, earlierCharges);
    }

    /** What became of the charge, which who asks later is told. */
    Outcome became(String gatewayPaymentId, long earlierCharges) {
        Matcher decline = DECLINE.matcher(behaviour);
        if (decline.matches()) {
            return declined(decline.group(1), null, null);
        }
        Matcher network = NETWORK.matcher(behaviour);
        if (network.matches()) {
            return declined("generic_decline", network.group(1), null);
        }
        Matcher advice = ADVICE.matcher(behaviour);
        if (advice.matches()) {
            return declined("insufficient_funds", null, advice.group(1));
        }
        if (SUCCESS_AFTER.matcher(behaviour).matches()) {
            return earlierCharges < failuresBeforeSuccess()
                    ? declined("insufficient_funds", null, null)
                    : new Outcome.Succeeded(gatewayPaymentId);
        }
        return switch (behaviour) {
            case "tok_success", "tok_dispute", "tok_refund_fails", "tok_timeout_success" ->
                new Outcome.Succeeded(gatewayPaymentId);
            case "tok_timeout_decline" -> declined("do_not_honor", null, null);
            case "tok_timeout_lost" -> new Outcome.NotReceived();
            case "tok_timeout_unknown" -> UNKNOWN;
            case "tok_fraud" -> declined("fraudulent", null, null);
            default -> declined("invalid_account", null, null);
        };
    }

    boolean isDisputed() {
        return behaviour.equals("tok_dispute");
    }

    boolean refusesRefunds() {
        return behaviour.equals("tok_refund_fails");
    }

    private static Outcome declined(String code, @Nullable String network, @Nullable String advice) {
        return new Outcome.Declined(code, network, advice);
    }
}
