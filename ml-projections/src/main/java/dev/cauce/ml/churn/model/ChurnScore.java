package dev.cauce.ml.churn.model;

import java.util.List;

/**
 * How likely an account is to leave, and what speaks for it and against it.
 *
 * <p>{@code logOdds} is {@code baseLogOdds} plus all contributions, and {@code probability} is {@code 1 / (1 +
 * exp(-logOdds))}: the explanation is the score, not a story about it.
 *
 * @param probability of leaving within the horizon, calibrated
 * @param logOdds of leaving, natural logarithm
 * @param baseLogOdds where an account of which nothing is known stands
 * @param contributions one for each feature of the model, the largest by size first
 * @param modelVersion of the model that scored
 * @param featureHash of the features that were scored
 */
public record ChurnScore(
        String accountId,
        double probability,
        double logOdds,
        double baseLogOdds,
        List<FeatureContribution> contributions,
        String modelVersion,
        String featureHash) {

    public ChurnScore {
        contributions = List.copyOf(contributions);
    }
}
