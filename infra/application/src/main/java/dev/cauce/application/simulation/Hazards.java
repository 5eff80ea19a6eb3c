package dev.cauce.application.simulation;

import java.util.EnumMap;
import java.util.Map;

/**
 * How likely a customer does what, by month where nothing else is said.
 *
 * <p>Sources: a B2B product for small companies loses 3 to 7 % of its customers a month, of which about 0.7 points are
 * payments (Recurly's churn benchmarks, 5 % for B2B, as statsforstartups.com quotes them; kalungi.com, "Average churn
 * rate for B2B SaaS"; usermotion.com, "SaaS churn rate benchmark 2024": 3.5 % voluntary, 0.7 % involuntary), and those
 * who sell AI for marketing two to three times as many, which is assumed here: about 10 %. What makes them leave is
 * named there too, low usage first, then onboarding, support, price and competitors; how it is shared out here, and
 * everything else of this class, is an assumption.
 */
final class Hazards {

    /** That an address is confirmed, and that a card is replaced after a charge failed. */
    static final double VERIFIES = 0.85;

    static final double REPLACES_CARD = 0.45;

    /** That somebody opens a ticket, and that it is answered late; that a late answer makes a customer leave. */
    static final double TICKET = 0.15;

    static final double ANSWERED_LATE = 0.15;
    static final double LEAVES_AFTER_BAD_SUPPORT = 0.35;

    static final double UPGRADE = 0.035;
    static final double DOWNGRADE = 0.008;

    /** Days of use a month of a customer who uses it as much as any. */
    static final double ACTIVE_DAYS = 12;

    private Hazards() {}

    /** That a trial of this fit, with so many of the four steps done, is paid for: from 20 % to 90 %. */
    static double converts(double fit, int steps) {
        return 0.20 + 0.70 * fit * steps / 4;
    }

    /** That a campaign is begun. */
    static double campaign(double engagement) {
        return 0.4 * engagement;
    }

    /**
     * That one of the causes begins this month; a bad fit makes it likelier by far, an unfinished onboarding doubles
     * it.
     */
    static Map<ChurnCause, Double> onsets(double fit, boolean onboarded) {
        double engaged = (2.4 - 2.2 * fit) * (onboarded ? 1 : 2);
        Map<ChurnCause, Double> onsets = new EnumMap<>(ChurnCause.class);
        onsets.put(ChurnCause.LOW_ENGAGEMENT, 0.06 * engaged);
        onsets.put(ChurnCause.PRICE, 0.012);
        onsets.put(ChurnCause.COMPETITOR, 0.010);
        onsets.put(ChurnCause.MISSING_FEATURE, 0.008);
        return onsets;
    }
}
