package dev.cauce.application.simulation;

import dev.cauce.sagas.payment.effects.PaymentGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides, in place of the banks behind the sandbox, what becomes of a charge, by putting one of its test tokens in the
 * place of the card's own. A card works until it fails; then it goes on failing as its code has it: for good, until the
 * customer pays by another, or for some tries.
 *
 * <p>Sources. Why a subscription's charge fails: insufficient funds 38 %, expired or cancelled card 24 %, do not honor
 * or generic decline 17 %, technical errors 21 % (dunningcompare.com, "Payment failure causes statistics 2026", which
 * quotes Recurly, Stripe and Adyen of 2024); Recurly Research, "Top payment decline reasons" (2018, 1,300 businesses),
 * has the same order of reasons, four of five of them soft, for B2B and B2C. Strong authentication and fraud are taken
 * out of the generic declines. What a retry brings: insufficient funds 48–65 % over all retries, bank blocks 25–40 %,
 * technical errors mostly within a day (same page). How often a first try fails, {@value #FAILS_AT_FIRST}, is an
 * assumption: it gives about 0.7 % of customers lost a month by payments, the share that retention reports name for
 * B2B.
 */
final class IssuingBank implements PaymentGateway {

    /** The probability that a card that worked fails at a charge. */
    static final double FAILS_AT_FIRST = 0.055;

    private static final List<Reason> REASONS = List.of(
            new Reason("tok_decline_insufficient_funds", 0.38, 0.22),
            new Reason("tok_decline_expired_card", 0.24, 0),
            new Reason("tok_decline_do_not_honor", 0.10, 0.12),
            new Reason("tok_decline_authentication_required", 0.05, 0),
            new Reason("tok_fraud", 0.02, 0),
            new Reason("tok_decline_processing_error", 0.17, 0.7),
            new Reason("tok_timeout_success", 0.04, 1));

    private final PaymentGateway sandbox;
    private final RandomGenerator chance;
    /** The trouble that each card is in, by its token. */
    private final Map<String, Reason> troubles = new HashMap<>();

    /** @param chance is drawn from in the order of charges */
    IssuingBank(PaymentGateway sandbox, RandomGenerator chance) {
        this.sandbox = sandbox;
        this.chance = chance;
    }

    @Override
    public Outcome charge(Charge charge) {
        Reason reason = decide(charge.gatewayToken());
        String behaviour = reason == null ? "tok_success" : reason.token();
        int dot = charge.gatewayToken().indexOf('.');
        String card = dot < 0 ? "" : charge.gatewayToken().substring(dot);
        return sandbox.charge(new Charge(
                charge.tenantId(), charge.idempotencyKey(), behaviour + card, charge.currency(), charge.amountMinor()));
    }

    private @Nullable Reason decide(String card) {
        Reason trouble = troubles.get(card);
        if (trouble != null) {
            if (chance.nextDouble() >= trouble.over()) {
                return trouble;
            }
            troubles.remove(card);
            return null;
        }
        if (chance.nextDouble() >= FAILS_AT_FIRST) {
            return null;
        }
        double drawn = chance.nextDouble();
        for (Reason reason : REASONS) {
            drawn -= reason.share();
            if (drawn < 0) {
                troubles.put(card, reason);
                return reason;
            }
        }
        return null;
    }

    @Override
    public Outcome find(String tenantId, String idempotencyKey) {
        return sandbox.find(tenantId, idempotencyKey);
    }

    @Override
    public RefundOutcome refund(Refund refund) {
        return sandbox.refund(refund);
    }

    /**
     * Why a card fails.
     *
     * @param share of all first failures
     * @param over the probability that it is over at the next try
     */
    private record Reason(String token, double share, double over) {}
}
