package dev.cauce.contracts.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of churn risks, highest first. */
public record ChurnRiskPage(
        List<ChurnRiskView> items, @Nullable String nextCursor) {}
