package dev.cauce.ml.churn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cauce.ml.churn.MadeUpCustomers;
import dev.cauce.ml.churn.training.ChurnTrainer;
import dev.cauce.ml.churn.training.TrainingConfiguration;
import dev.cauce.ml.churn.training.TrainingOutcome.Trained;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/** Explanations held against the models themselves, as Tribuo and XGBoost run them. */
class ExplanationTest {
    private static final ChurnModel MODEL =
            ((Trained) ChurnTrainer.train(MadeUpCustomers.rows(600, 5), TrainingConfiguration.standard(), 9)).model();
    private static final FeatureSchema SCHEMA = MODEL.header().schema();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void baseAndContributionsAddUpToWhatTribuoPredicts(long seed) {
        for (FeatureRow row : unruly(seed)) {
            ChurnScore score = MODEL.score(row);

            double linear = logOdds(MODEL.learners().linear(), row, SCHEMA.linearColumns(), SCHEMA.encodeLinear(row));
            double trees = logOdds(MODEL.learners().trees(), row, SCHEMA.treeColumns(), SCHEMA.encodeTrees(row));
            double expected = MODEL.header().stack().logOdds(linear, trees);
            double told = score.baseLogOdds()
                    + score.contributions().stream()
                            .mapToDouble(FeatureContribution::logOdds)
                            .sum();
            assertThat(told).isCloseTo(expected, within(1e-4)); // XGBoost's probabilities are single precision
            assertThat(score.logOdds()).isCloseTo(told, within(1e-12));
            assertThat(score.probability()).isCloseTo(1 / (1 + Math.exp(-told)), within(1e-12));
        }
    }

    /** Each on its own: one that is read the wrong way round would only get no weight. */
    @Test
    void bothLearnersSayWhatTribuoPredictsAndBothHaveAVoice() {
        for (FeatureRow row : unruly(6)) {
            TrainedLearners.LogOdds said = MODEL.learners().logOdds(row);

            assertThat(said.linear())
                    .isCloseTo(
                            logOdds(MODEL.learners().linear(), row, SCHEMA.linearColumns(), SCHEMA.encodeLinear(row)),
                            within(1e-9));
            assertThat(said.trees())
                    .isCloseTo(
                            logOdds(MODEL.learners().trees(), row, SCHEMA.treeColumns(), SCHEMA.encodeTrees(row)),
                            within(1e-4));
        }
        assertThat(MODEL.header().stack().linear()).isPositive();
        assertThat(MODEL.header().stack().trees()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void contributionsOfTheTreesAreThoseOfXgboost(long seed) throws XGBoostError {
        XGBoostModel<Label> tribuo = TreeLearner.cast(MODEL.learners().trees());
        TreeLearner learner = new TreeLearner(tribuo, SCHEMA.treeColumns());
        for (FeatureRow row : unruly(seed)) {
            double[] x = SCHEMA.encodeTrees(row);

            Attribution told = learner.explain(x);

            Attribution expected = byXgboost(tribuo, x);
            assertThat(told.base()).isCloseTo(expected.base(), within(1e-4));
            assertThat(told.contributions()).containsExactly(expected.contributions(), within(1e-4));
            assertThat(learner.logOdds(x)).isCloseTo(told.logOdds(), within(1e-9));
        }
    }

    @Test
    void largestContributionsComeFirstAndNameWhatTheRowSays() {
        FeatureRow row = FeatureRow.of(
                "a",
                Map.of("tenureMonths", 1.0, "price", 119.0),
                Map.of("contract", "monthly", "plan", "scale", "unknown", "x"),
                null);

        List<FeatureContribution> contributions = MODEL.score(row).contributions();

        assertThat(contributions)
                .extracting(FeatureContribution::feature)
                .containsExactlyInAnyOrder("tenureMonths", "price", "contract", "plan", "satisfaction");
        assertThat(contributions)
                .isSortedAccordingTo((a, b) -> Double.compare(Math.abs(b.logOdds()), Math.abs(a.logOdds())));
        Map<String, FeatureContribution> byName = new TreeMap<>();
        contributions.forEach(contribution -> byName.put(contribution.feature(), contribution));
        assertThat(byName.get("tenureMonths").value()).isEqualTo("1.0");
        assertThat(byName.get("contract").value()).isEqualTo("monthly");
        assertThat(byName.get("satisfaction").value()).isNull();
        assertThat(byName.get("tenureMonths").logOdds()).isPositive();
        assertThat(byName.get("contract").logOdds()).isPositive();
        assertThat(MODEL.score(row).probability()).isGreaterThan(0.5);
    }

    @Test
    void scoresARowOfWhichNothingIsKnown() {
        ChurnScore score = MODEL.score(FeatureRow.of("nobody", Map.of(), Map.of(), null));

        assertThat(score.probability()).isStrictlyBetween(0.0, 1.0);
        assertThat(score.contributions())
                .allSatisfy(contribution -> assertThat(contribution.value()).isNull());
    }

    @Test
    void scoresTheSameFeaturesAlikeWhoseverTheyAre() {
        FeatureRow one = FeatureRow.of("one", Map.of("price", 50.0), Map.of("plan", "growth"), null);
        FeatureRow two = FeatureRow.of("two", Map.of("price", 50.0), Map.of("plan", "growth"), true);

        assertThat(MODEL.score(one).featureHash()).isEqualTo(MODEL.score(two).featureHash());
        assertThat(MODEL.score(one).logOdds()).isEqualTo(MODEL.score(two).logOdds());
    }

    /** Customers as they come: features missing, out of range, not finite, of unseen levels, and of unknown names. */
    private static List<FeatureRow> unruly(long seed) {
        Random random = new Random(seed);
        return MadeUpCustomers.rows(60, seed).stream()
                .map(row -> {
                    Map<String, Double> numeric = new TreeMap<>(row.numeric());
                    Map<String, String> categorical = new TreeMap<>(row.categorical());
                    switch (random.nextInt(7)) {
                        case 0 -> numeric.put("price", 1e300 * random.nextGaussian());
                        case 1 -> numeric.put("price", Double.NaN);
                        case 2 -> numeric.clear();
                        case 3 -> categorical.put("plan", "never seen");
                        case 4 -> categorical.clear();
                        case 5 -> numeric.put("surprise", 1.0);
                        default -> {}
                    }
                    return FeatureRow.of(row.accountId(), numeric, categorical, null);
                })
                .toList();
    }

    private static double logOdds(
            Model<Label> model, FeatureRow row, List<FeatureSchema.Column> columns, double[] encoded) {
        Example<Label> example = Outcome.example(row, columns, encoded);
        Map<String, Label> scores = model.predict(example).getOutputScores();
        return Math.log(scores.get("churn").getScore() / scores.get("stay").getScore());
    }

    private static Attribution byXgboost(XGBoostModel<Label> tribuo, double[] x) throws XGBoostError {
        int features = tribuo.getFeatureIDMap().size();
        float[] cells = new float[features];
        Arrays.fill(cells, Float.NaN);
        int[] idOfColumn = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            idOfColumn[i] =
                    tribuo.getFeatureIDMap().getID(SCHEMA.treeColumns().get(i).name());
            cells[idOfColumn[i]] = (float) x[i];
        }
        Booster booster = tribuo.getInnerModels().getFirst();
        DMatrix matrix = new DMatrix(cells, 1, features, Float.NaN);
        float[] both = booster.predictContrib(matrix, 0)[0];
        matrix.dispose();
        int churn = tribuo.getOutputIDInfo().getID(Outcome.CHURN) * (features + 1);
        int stay = tribuo.getOutputIDInfo().getID(Outcome.STAY) * (features + 1);
        double[] contributions = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            contributions[i] = (double) both[churn + idOfColumn[i]] - both[stay + idOfColumn[i]];
        }
        return new Attribution((double) both[churn + features] - both[stay + features], contributions);
    }
}
