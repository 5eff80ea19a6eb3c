package dev.cauce.ml.churn.training;

import dev.cauce.ml.churn.model.ChurnModel;
import dev.cauce.ml.churn.model.ContentHash;
import dev.cauce.ml.churn.model.FeatureRow;
import dev.cauce.ml.churn.model.FeatureSchema;
import dev.cauce.ml.churn.model.ModelHeader;
import dev.cauce.ml.churn.training.TrainingOutcome.RefusalCode;
import dev.cauce.ml.churn.training.TrainingOutcome.Refused;
import dev.cauce.ml.churn.training.TrainingOutcome.Trained;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains the churn model: a pure function of rows, configuration and seed.
 *
 * <p>Two learners see the same customers: a logistic regression over numbers that may bend (quick, exact, steady with
 * few rows), and boosted trees (interactions). Their out-of-fold log-odds are joined by {@link StackFitting}: on the
 * Telco file the pair has a higher AUC and a lower log loss than either, and it explains itself as each of them does.
 *
 * <p>The order of rows does not matter: they are sorted by account first.
 */
public final class ChurnTrainer {
    /** Part of every version: to be raised with any change that makes other models of the same inputs. */
    static final String ALGORITHM = "cauce-churn-1";

    private ChurnTrainer() {}

    /**
     * Trains on the rows whose outcome is known.
     *
     * @param rows at most one of an account; those without a known outcome are left out
     * @param seed of folds and trees
     */
    public static TrainingOutcome train(List<FeatureRow> rows, TrainingConfiguration configuration, long seed) {
        List<FeatureRow> known = rows.stream()
                .filter(row -> row.outcome() != null)
                .sorted(Comparator.comparing(FeatureRow::accountId))
                .toList();
        Refused refused = unfit(known, configuration);
        if (refused != null) {
            return refused;
        }
        String version = version(known, configuration, seed);
        String description = known.size() + " accounts, " + ALGORITHM + " " + version;
        FeatureSchema schema = SchemaFitting.fit(known, configuration);
        CrossValidation.Found found =
                schema.hasNoColumns() ? null : CrossValidation.run(known, configuration, seed, description);
        if (found == null) {
            return new Refused(
                    RefusalCode.CHURN_TRAINING_NO_FEATURES,
                    "no feature of the " + known.size() + " accounts varies in every fold");
        }
        if (!found.quality().beatsBaseRate()) {
            return new Refused(
                    RefusalCode.CHURN_TRAINING_NO_BETTER_THAN_BASE_RATE,
                    "on accounts it had not seen the model reached a log loss of "
                            + found.quality().logLoss() + " where the base rate alone has "
                            + found.quality().baselineLogLoss() + ", and an AUC whose interval begins at "
                            + found.quality().auc().low());
        }
        ModelHeader header =
                new ModelHeader(version, schema, found.stack(), found.quality(), configuration.asMap(), seed);
        return new Trained(
                new ChurnModel(header, LearnerTraining.train(schema, known, configuration, seed, description)));
    }

    private static @Nullable Refused unfit(List<FeatureRow> known, TrainingConfiguration configuration) {
        for (int i = 1; i < known.size(); i++) {
            if (known.get(i).accountId().equals(known.get(i - 1).accountId())) {
                return new Refused(
                        RefusalCode.CHURN_TRAINING_DUPLICATE_ACCOUNT,
                        "account " + known.get(i).accountId() + " has more than one row");
            }
        }
        if (known.size() < configuration.minimumRows()) {
            return new Refused(
                    RefusalCode.CHURN_TRAINING_TOO_FEW_ROWS,
                    known.size() + " accounts have a known outcome, and " + configuration.minimumRows()
                            + " are needed");
        }
        long churned =
                known.stream().filter(row -> Boolean.TRUE.equals(row.outcome())).count();
        long rarer = Math.min(churned, known.size() - churned);
        if (rarer == 0) {
            return new Refused(
                    RefusalCode.CHURN_TRAINING_SINGLE_OUTCOME,
                    (churned == 0 ? "none" : "all") + " of the " + known.size() + " accounts left");
        }
        if (rarer < configuration.minimumPerOutcome()) {
            return new Refused(
                    RefusalCode.CHURN_TRAINING_RARE_OUTCOME,
                    churned + " of " + known.size() + " accounts left, and " + configuration.minimumPerOutcome()
                            + " that left and as many that stayed are needed");
        }
        return null;
    }

    private static String version(List<FeatureRow> known, TrainingConfiguration configuration, long seed) {
        ContentHash hash = new ContentHash().add(ALGORITHM).add(seed);
        configuration.asMap().forEach((name, value) -> hash.add(name).add(value));
        hash.add(known.size());
        known.forEach(row -> row.addTo(hash));
        return hash.hex();
    }
}
