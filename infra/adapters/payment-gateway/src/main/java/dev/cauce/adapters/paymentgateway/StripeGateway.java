package dev.cauce.adapters.paymentgateway;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import dev.cauce.sagas.payment.effects.PaymentGateway;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stripe, by its own library: a payment intent per charge, confirmed off session at once, under the charge's key. A
 * gateway token is {@code CUSTOMER/PAYMENT_METHOD} ({@code cus_…/pm_…}), or a payment method alone where it belongs to
 * no customer.
 *
 * <p>Stripe forgets idempotency keys after a day, while outcomes are asked for during five: so what became of a charge
 * is not asked by sending it again, but by searching for the key in the intent's metadata. The search may lag by a
 * minute behind a charge; the first poll comes after five.
 */
public final class StripeGateway implements PaymentGateway {

    /** The name in an intent's metadata of the key under which it was made. */
    static final String KEY = "cauce_key";

    private static final String TENANT = "cauce_tenant";
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 30_000;

    private final StripeClient stripe;

    /**
     * A gateway of one Stripe account.
     *
     * @param apiBase where the API is; another address than Stripe's own is for tests
     */
    public StripeGateway(String apiKey, String apiBase) {
        // The library's own retries are off: a charge whose answer was lost is asked for, not sent again.
        this.stripe = StripeClient.builder()
                .setApiKey(apiKey)
                .setApiBase(apiBase)
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS)
                .setMaxNetworkRetries(0)
                .build();
    }

    @Override
    public Outcome charge(Charge charge) {
        String[] token = charge.gatewayToken().split("/", 2);
        PaymentIntentCreateParams.Builder intent = PaymentIntentCreateParams.builder()
                .setAmount(charge.amountMinor())
                .setCurrency(charge.currency().toLowerCase(Locale.ROOT))
                .setPaymentMethod(token[token.length - 1])
                .setConfirm(true)
                .setOffSession(true)
                .putMetadata(KEY, charge.idempotencyKey())
                .putMetadata(TENANT, charge.tenantId());
        if (token.length == 2) {
            intent.setCustomer(token[0]);
        }
        try {
            return outcome(stripe.v1().paymentIntents().create(intent.build(), under(charge.idempotencyKey())));
        } catch (CardException declined) {
            return declined(declined.getStripeError(), declined.getDeclineCode(), declined.getCode());
        } catch (InvalidRequestException refused) {
            return new Outcome.Declined("invalid_account", null, null);
        } catch (ApiConnectionException | ApiException | IdempotencyException | RateLimitException unclear) {
            return new Outcome.Unknown();
        } catch (StripeException refused) {
            throw new GatewayAway(refused);
        }
    }

    @Override
    public Outcome find(String tenantId, String idempotencyKey) {
        PaymentIntentSearchParams search = PaymentIntentSearchParams.builder()
                .setQuery("metadata['" + KEY + "']:'" + idempotencyKey + "' AND metadata['" + TENANT + "']:'" + tenantId
                        + "'")
                .setLimit(1L)
                .build();
        try {
            List<PaymentIntent> found =
                    stripe.v1().paymentIntents().search(search).getData();
            return found.isEmpty() ? new Outcome.NotReceived() : outcome(found.getFirst());
        } catch (StripeException unclear) {
            return new Outcome.Unknown();
        }
    }

    /**
     * The key under which an intent was made; null where it was not made here.
     *
     * @throws GatewayAway where Stripe does not say
     */
    public @Nullable String keyOf(String paymentIntentId) {
        try {
            Map<String, String> metadata =
                    stripe.v1().paymentIntents().retrieve(paymentIntentId).getMetadata();
            return metadata == null ? null : metadata.get(KEY);
        } catch (InvalidRequestException unknown) {
            return null;
        } catch (StripeException away) {
            throw new GatewayAway(away);
        }
    }

    /** An intent that waits for the customer was not paid: off session there is nobody to confirm it. */
    private static Outcome outcome(PaymentIntent intent) {
        return switch (String.valueOf(intent.getStatus())) {
            case "succeeded" -> new Outcome.Succeeded(intent.getId());
            case "requires_action", "requires_confirmation" ->
                new Outcome.Declined("authentication_required", null, null);
            case "requires_payment_method", "canceled" -> {
                StripeError error = intent.getLastPaymentError();
                yield error == null
                        ? new Outcome.Declined("generic_decline", null, null)
                        : declined(error, error.getDeclineCode(), error.getCode());
            }
            default -> new Outcome.Unknown();
        };
    }

    private static Outcome declined(@Nullable StripeError error, @Nullable String declineCode, @Nullable String code) {
        return new Outcome.Declined(
                Objects.requireNonNullElse(declineCode, Objects.requireNonNullElse(code, "generic_decline")),
                error == null ? null : error.getNetworkDeclineCode(),
                error == null ? null : error.getNetworkAdviceCode());
    }

    @Override
    public RefundOutcome refund(Refund refund) {
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(refund.gatewayPaymentId())
                .setAmount(refund.amountMinor())
                .putMetadata(KEY, refund.idempotencyKey())
                .build();
        try {
            com.stripe.model.Refund given = stripe.v1().refunds().create(params, under(refund.idempotencyKey()));
            return switch (String.valueOf(given.getStatus())) {
                case "failed", "canceled" ->
                    new RefundOutcome(Objects.requireNonNullElse(given.getFailureReason(), "refund_failed"));
                default -> new RefundOutcome(null);
            };
        } catch (InvalidRequestException refused) {
            // Asked for twice after Stripe forgot the key: it was given back before.
            return "charge_already_refunded".equals(refused.getCode())
                    ? new RefundOutcome(null)
                    : new RefundOutcome(Objects.requireNonNullElse(refused.getCode(), "refund_refused"));
        } catch (StripeException away) {
            throw new GatewayAway(away);
        }
    }

    private static RequestOptions under(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }
}
