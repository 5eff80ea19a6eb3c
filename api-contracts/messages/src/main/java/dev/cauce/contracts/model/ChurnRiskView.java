package dev.cauce.contracts.model;

import java.time.Instant;
import java.util.List;

/** The churn risk of an account; base and contributions sum to the log-odds of the score. */
public record ChurnRiskView(
        String accountId,
        double score,
        String band,
        double baseLogOdds,
        List<FeatureContribution> contributions,
        String modelVersion,
        String featureHash,
        Instant asOf,
        Instant scoredAt) {}
