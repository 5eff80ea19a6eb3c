package dev.cauce.ml.churn.scoring;

import dev.cauce.contracts.model.ChurnRiskView;
import dev.cauce.contracts.model.FeatureContribution;
import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.Id;

/**
 * A score as it is kept.
 *
 * @param live whether the account is a customer; of one that left, the score is as of when it left
 */
record ScoreDocument(
        @Id String id,
        String tenantId,
        String accountId,
        boolean live,
        double score,
        String band,
        double baseLogOdds,
        List<Contribution> contributions,
        String modelVersion,
        String featureHash,
        Instant asOf,
        Instant scoredAt) {

    record Contribution(String feature, String value, double logOdds) {}

    ChurnRiskView view() {
        return new ChurnRiskView(
                accountId,
                score,
                band,
                baseLogOdds,
                contributions.stream()
                        .map(c -> new FeatureContribution(c.feature(), c.value(), c.logOdds()))
                        .toList(),
                modelVersion,
                featureHash,
                asOf,
                scoredAt);
    }
}
