package dev.cauce.query.catalogue;

import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.data.annotation.Id;

/** A plan as {@link PlansProjection} keeps it. */
record PlanDocument(
        @Id String id,
        String planId,
        String name,
        List<PlanPrice> prices,
        int trialDays,
        boolean retired,
        Instant definedAt,
        Map<String, Long> seen) {

    PlanView view() {
        return new PlanView(
                planId, name, prices, trialDays, retired, definedAt, seen.getOrDefault(PlansProjection.PLAN, 0L));
    }
}
