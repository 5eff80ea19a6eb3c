package dev.cauce.command.retention;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.CancellationScheduled;
import dev.cauce.contracts.subscription.ChangeScheduled;
import dev.cauce.contracts.subscription.EntitlementRestored;
import dev.cauce.contracts.subscription.EntitlementRestricted;
import dev.cauce.contracts.subscription.EntitlementSuspended;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.ScheduledCancellationRevoked;
import dev.cauce.contracts.subscription.ScheduledChangeRevoked;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionEvent;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionResumed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.subscription.TrialStarted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription stood at any time, by the business's time and by what is known now. An event of the past undoes
 * what was thought to hold after it.
 */
final class SubscriptionTimeline {

    private static final BigDecimal MONTHS_OF_A_YEAR = BigDecimal.valueOf(12);

    /**
     * How it stood.
     *
     * @param live it has not ended: a trial, a first payment that is awaited and a pause count as living
     * @param paying it is billed: none of those
     * @param monthlyMinor by its terms, whether it pays or not; a year counts a twelfth
     * @param cancellation why it is to end, where that is scheduled, and when
     */
    record Standing(
            boolean live,
            boolean paying,
            PlanId planId,
            String currency,
            long monthlyMinor,
            @Nullable CancellationReason cancellation,
            @Nullable Instant endsAt) {

        private Standing paying(boolean now) {
            return new Standing(live, now, planId, currency, monthlyMinor, cancellation, endsAt);
        }

        private Standing on(SubscriptionTerms terms, boolean nowPaying) {
            return new Standing(
                    true,
                    nowPaying,
                    terms.planId(),
                    terms.currency(),
                    monthly(Math.multiplyExact(terms.amountMinor(), terms.quantity()), terms.interval()),
                    cancellation,
                    endsAt);
        }

        private Standing ending(@Nullable CancellationReason reason, @Nullable Instant at) {
            return new Standing(live, paying, planId, currency, monthlyMinor, reason, at);
        }

        private Standing ended() {
            return new Standing(false, false, planId, currency, monthlyMinor, null, null);
        }
    }

    private final TreeMap<Instant, Standing> standings = new TreeMap<>();

    /** How it stands by all that is known. */
    Optional<Standing> latest() {
        return Optional.ofNullable(standings.lastEntry()).map(Map.Entry::getValue);
    }

    /** How it stood; empty before it began. */
    Optional<Standing> asOf(Instant at) {
        return Optional.ofNullable(standings.floorEntry(at)).map(Map.Entry::getValue);
    }

    /** @param effectiveAt when it holds, where the event itself names no time */
    void add(SubscriptionEvent event, Instant effectiveAt) {
        switch (event) {
            case TrialStarted e ->
                put(effectiveAt, begun(e.planId(), e.currency(), e.interval(), e.amountMinor(), false));
            case SubscriptionStarted e ->
                put(e.startedAt(), begun(e.planId(), e.currency(), e.interval(), e.amountMinor(), true));
            case BillingTermsAgreed e -> put(effectiveAt, on(e.terms(), false));
            case SubscriptionActivated e -> before(effectiveAt).ifPresent(s -> put(effectiveAt, s.paying(true)));
            case PlanChanged e ->
                before(effectiveAt)
                        .ifPresent(s -> put(
                                effectiveAt,
                                new Standing(
                                        s.live(),
                                        s.paying(),
                                        e.planId(),
                                        e.currency(),
                                        monthly(e.amountMinor(), e.interval()),
                                        s.cancellation(),
                                        s.endsAt())));
            case TermsChanged e ->
                before(e.changedAt()).ifPresent(s -> put(e.changedAt(), s.on(e.terms(), s.paying())));
            case SubscriptionPaused e -> before(e.pausedAt()).ifPresent(s -> put(e.pausedAt(), s.paying(false)));
            case SubscriptionResumed e -> before(effectiveAt).ifPresent(s -> put(effectiveAt, s.on(e.terms(), true)));
            case CancellationScheduled e ->
                before(effectiveAt).ifPresent(s -> put(effectiveAt, s.ending(e.reason(), e.effectiveAt())));
            case ScheduledCancellationRevoked e ->
                before(effectiveAt).ifPresent(s -> put(effectiveAt, s.ending(null, null)));
            case SubscriptionCancelled e -> before(e.cancelledAt()).ifPresent(s -> put(e.cancelledAt(), s.ended()));
            case SubscriptionCharged e -> {}
            case SubscriptionRenewed e -> {}
            case ChangeScheduled e -> {}
            case ScheduledChangeRevoked e -> {}
            case EntitlementRestricted e -> {}
            case EntitlementSuspended e -> {}
            case EntitlementRestored e -> {}
        }
    }

    /** What is said of a time before the beginning is said of the beginning. */
    private Optional<Standing> before(Instant at) {
        return asOf(at).or(() -> Optional.ofNullable(standings.firstEntry()).map(Map.Entry::getValue));
    }

    private void put(Instant at, Standing standing) {
        standings.tailMap(at, false).clear();
        standings.put(at, standing);
    }

    private static Standing on(SubscriptionTerms terms, boolean paying) {
        return begun(
                terms.planId(),
                terms.currency(),
                terms.interval(),
                Math.multiplyExact(terms.amountMinor(), terms.quantity()),
                paying);
    }

    private static Standing begun(
            PlanId planId, String currency, BillingInterval interval, long amountMinor, boolean paying) {
        return new Standing(true, paying, planId, currency, monthly(amountMinor, interval), null, null);
    }

    private static long monthly(long amountMinor, BillingInterval interval) {
        return interval == BillingInterval.YEAR
                ? BigDecimal.valueOf(amountMinor)
                        .divide(MONTHS_OF_A_YEAR, 0, RoundingMode.HALF_UP)
                        .longValueExact()
                : amountMinor;
    }
}
