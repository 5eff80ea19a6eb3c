package dev.cauce.command.payment;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.payment.CardAttemptCounted;
import dev.cauce.contracts.payment.CardAttemptsDelayed;
import dev.cauce.contracts.payment.CardAttemptsForbidden;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.CardEvent;
import dev.cauce.contracts.payment.CardTokenRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has been tried on one card, and what its network therefore allows. Every attempt counts, whoever made it and
 * however it ended, which is stricter than networks are and cannot be wrong.
 *
 * <ul>
 *   <li>Visa: at most 20 attempts in 30 days per card and amount (Visa Core Rules, Declined Transaction Resubmission);
 *       held for brands without a rule of their own too.
 *   <li>Mastercard: at most 10 in 24 hours and 35 in 30 days per card (Transaction Processing Excellence, Excessive
 *       Authorization Attempts).
 * </ul>
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public record CardStanding(
        CardBrand brand,
        List<Counted> attempts,
        Set<String> refusedTokens,
        @Nullable String forbiddenBy,
        Map<String, Instant> delays) {

    static final CardStanding UNTRIED = new CardStanding(CardBrand.OTHER, List.of(), Set.of(), null, Map.of());

    private static final Duration LONGEST = Duration.ofDays(30);

    /** An attempt that counts. */
    public record Counted(String currency, long amountMinor, Instant at) {}

    /** So many attempts in such a time; per amount, or whatever the amount. */
    private record Limit(String rule, int most, Duration within, boolean perAmount) {}

    private static final List<Limit> VISA = List.of(new Limit("VISA_20_IN_30_DAYS", 20, LONGEST, true));
    private static final List<Limit> MASTERCARD = List.of(
            new Limit("MASTERCARD_10_IN_24_HOURS", 10, Duration.ofHours(24), false),
            new Limit("MASTERCARD_35_IN_30_DAYS", 35, LONGEST, false));

    public CardStanding {
        attempts = List.copyOf(attempts);
        refusedTokens = Set.copyOf(refusedTokens);
        delays = Map.copyOf(delays);
    }

    /**
     * Whether an attempt may be made now.
     *
     * @param rule what stands against it; null where nothing does
     * @param notBefore when that ends; null where nothing stands against it, or it never ends
     */
    public record Verdict(@Nullable String rule, @Nullable Instant notBefore) {

        static final Verdict ALLOWED = new Verdict(null, null);

        public boolean allowed() {
            return rule == null;
        }

        /** Whether no time will come at which it may. */
        public boolean never() {
            return rule != null && notBefore == null;
        }
    }

    /** Whether this method of the card may be charged the amount at this time. */
    Verdict verdict(CardBrand ofNetwork, String gatewayToken, String currency, long amountMinor, Instant at) {
        return refusedTokens.contains(gatewayToken) && forbiddenBy == null
                ? new Verdict("METHOD_REFUSED", null)
                : verdict(ofNetwork, currency, amountMinor, at);
    }

    /** Whether the card, by a method that was not refused, may be charged the amount at this time. */
    public Verdict verdict(String currency, long amountMinor, Instant at) {
        return verdict(brand, currency, amountMinor, at);
    }

    private Verdict verdict(CardBrand ofNetwork, String currency, long amountMinor, Instant at) {
        if (forbiddenBy != null) {
            return new Verdict(forbiddenBy, null);
        }
        Verdict verdict = Verdict.ALLOWED;
        Instant delayed = delays.get(key(currency, amountMinor));
        if (delayed != null && delayed.isAfter(at)) {
            verdict = new Verdict("MASTERCARD_ADVICE_WAIT", delayed);
        }
        for (Limit limit : ofNetwork == CardBrand.MASTERCARD ? MASTERCARD : VISA) {
            Instant free = free(limit, currency, amountMinor, at);
            if (free.isAfter(at) && (verdict.notBefore() == null || free.isAfter(verdict.notBefore()))) {
                verdict = new Verdict(limit.rule(), free);
            }
        }
        return verdict;
    }

    /** When the limit has room; {@code at} where it has room now. The window is open at its beginning. */
    private Instant free(Limit limit, String currency, long amountMinor, Instant at) {
        List<Instant> counted = attempts.stream()
                .filter(each -> !limit.perAmount()
                        || (each.amountMinor() == amountMinor && each.currency().equals(currency)))
                .map(Counted::at)
                .filter(when -> when.isAfter(at.minus(limit.within())))
                .sorted()
                .toList();
        return counted.size() < limit.most()
                ? at
                : counted.get(counted.size() - limit.most()).plus(limit.within());
    }

    CardStanding after(CardEvent event) {
        return switch (event) {
            case CardAttemptCounted counted -> counted(counted);
            case CardTokenRefused refused -> {
                Set<String> tokens = new HashSet<>(refusedTokens);
                tokens.add(refused.gatewayToken());
                yield new CardStanding(brand, attempts, tokens, forbiddenBy, delays);
            }
            case CardAttemptsForbidden forbidden ->
                new CardStanding(brand, attempts, refusedTokens, forbidden.rule(), delays);
            case CardAttemptsDelayed delayed -> {
                Map<String, Instant> all = new HashMap<>(delays);
                all.merge(
                        key(delayed.currency(), delayed.amountMinor()),
                        delayed.notBefore(),
                        (one, other) -> one.isAfter(other) ? one : other);
                yield new CardStanding(brand, attempts, refusedTokens, forbiddenBy, all);
            }
        };
    }

    private CardStanding counted(CardAttemptCounted event) {
        Instant now = event.attemptedAt();
        List<Counted> kept = new ArrayList<>();
        attempts.stream().filter(each -> each.at().isAfter(now.minus(LONGEST))).forEach(kept::add);
        kept.add(new Counted(event.currency(), event.amountMinor(), now));
        Map<String, Instant> waiting = new HashMap<>(delays);
        waiting.values().removeIf(until -> !until.isAfter(now));
        return new CardStanding(event.brand(), kept, refusedTokens, forbiddenBy, waiting);
    }

    private static String key(String currency, long amountMinor) {
        return currency + " " + amountMinor;
    }
}
