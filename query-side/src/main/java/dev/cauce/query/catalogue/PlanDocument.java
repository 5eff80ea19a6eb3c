package dev.cauce.query.catalogue;

import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanPriceVersion;
import dev.cauce.contracts.catalogue.PlanView;
import dev.cauce.contracts.catalogue.TrialEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * A plan as {@link PlansProjection} keeps it; {@code set} holds the later versions of prices, each under its own name.
 */
record PlanDocument(
        @Id String id,
        String planId,
        String name,
        List<PlanPrice> prices,
        @Nullable Map<String, PlanPriceVersion> set,
        int trialDays,
        TrialEnd trialEnd,
        int graceDays,
        boolean retired,
        Instant definedAt,
        Map<String, Long> seen) {

    PlanView view(Instant now) {
        return new PlanView(
                planId,
                name,
                current(now),
                versions(definedAt),
                trialDays,
                trialEnd,
                graceDays,
                retired,
                definedAt,
                seen.getOrDefault(PlansProjection.PLAN, 0L));
    }

    /** Every version; the first ones, which the plan was defined with, as holding from the time given. */
    private List<PlanPriceVersion> versions(Instant first) {
        List<PlanPriceVersion> versions = new ArrayList<>();
        prices.forEach(price -> versions.add(new PlanPriceVersion(
                1, price.currency(), price.interval(), price.amountMinor(), BillingMode.IN_ADVANCE, first)));
        if (set != null) {
            versions.addAll(set.values());
        }
        versions.sort(Comparator.comparing(PlanPriceVersion::currency)
                .thenComparing(PlanPriceVersion::interval)
                .thenComparingInt(PlanPriceVersion::version));
        return versions;
    }

    /** Of each currency and interval the version with the latest date that is not to come, as it is sold. */
    private List<PlanPrice> current(Instant now) {
        Map<String, PlanPriceVersion> current = new LinkedHashMap<>();
        versions(Instant.EPOCH).stream()
                .filter(version -> !version.validFrom().isAfter(now))
                .sorted(Comparator.comparing(PlanPriceVersion::validFrom).thenComparingInt(PlanPriceVersion::version))
                .forEach(version -> current.put(version.currency() + version.interval(), version));
        return current.values().stream()
                .map(version -> new PlanPrice(version.currency(), version.interval(), version.amountMinor()))
                .toList();
    }
}
