package dev.cauce.contracts.catalogue;

import java.time.Instant;
import java.util.List;

/**
 * A plan as it is shown.
 *
 * @param prices what it costs at the time of the question, a price for each currency and interval
 * @param priceVersions every version, past and to come
 * @param graceDays for how long a customer who owes keeps the service
 */
public record PlanView(
        String planId,
        String name,
        List<PlanPrice> prices,
        List<PlanPriceVersion> priceVersions,
        int trialDays,
        TrialEnd trialEnd,
        int graceDays,
        boolean retired,
        Instant definedAt,
        long version) {}
