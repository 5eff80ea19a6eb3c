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
 * @param policyVersion of the thresholds that the band is by
 * @param crossed whether the band is another than the last recorded one, so that it is to be recorded
 * @param records how many bands were recorded so far
 * @param subscriptions the ids of those that live
 */
record ScoreDocument(
        @Id String id,
        String tenantId,
        String accountId,
        boolean live,
        double score,
        String band,
        String policyVersion,
        boolean crossed,
        long records,
        List<String> subscriptions,
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
