package dev.cauce.contracts.catalogue;

import java.time.Instant;
import java.util.List;

/** A plan as it is shown. */
public record PlanView(
        String planId,
        String name,
        List<PlanPrice> prices,
        int trialDays,
        boolean retired,
        Instant definedAt,
        long version) {}
