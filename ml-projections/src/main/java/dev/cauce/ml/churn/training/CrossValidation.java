package dev.cauce.ml.churn.training;

import dev.cauce.ml.churn.model.CalibrationBin;
import dev.cauce.ml.churn.model.FeatureRow;
import dev.cauce.ml.churn.model.FeatureSchema;
import dev.cauce.ml.churn.model.LogOddsStack;
import dev.cauce.ml.churn.model.ModelQuality;
import dev.cauce.ml.churn.model.TrainedLearners;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Stratified k-fold cross-validation. Schema and learners of a fold never see it; the combiner applied to a fold is
 * fitted on the other folds' out-of-fold log-odds.
 */
final class CrossValidation {
    private static final int CALIBRATION_BINS = 10;

    private final TrainingConfiguration configuration;
    private final boolean[] left;
    private final int[] fold;
    private final double[] linear;
    private final double[] trees;

    private CrossValidation(TrainingConfiguration configuration, boolean[] left, int[] fold) {
        this.configuration = configuration;
        this.left = left;
        this.fold = fold;
        this.linear = new double[left.length];
        this.trees = new double[left.length];
    }

    /** What was found: the combiner for the final model, fitted on all out-of-fold log-odds, and the quality. */
    record Found(LogOddsStack stack, ModelQuality quality) {}

    /**
     * Predicts every row once, by what had not seen it.
     *
     * @param rows all with a known outcome, each outcome at least once per fold
     * @return {@code null} when in some fold's training rows no feature varies
     */
    static @Nullable Found run(
            List<FeatureRow> rows, TrainingConfiguration configuration, long seed, String description) {
        boolean[] left = new boolean[rows.size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = Objects.requireNonNull(rows.get(i).outcome());
        }
        CrossValidation validation =
                new CrossValidation(configuration, left, StratifiedFolds.assign(rows, configuration.folds(), seed));
        for (int k = 0; k < configuration.folds(); k++) {
            if (!validation.predictFold(k, rows, seed, description)) {
                return null;
            }
        }
        boolean[] all = new boolean[left.length];
        Arrays.fill(all, true);
        return new Found(validation.fitStack(all), validation.quality());
    }

    private boolean predictFold(int k, List<FeatureRow> rows, long seed, String description) {
        int[] heldOut =
                IntStream.range(0, fold.length).filter(i -> fold[i] == k).toArray();
        List<FeatureRow> training = IntStream.range(0, fold.length)
                .filter(i -> fold[i] != k)
                .mapToObj(rows::get)
                .toList();
        FeatureSchema schema = SchemaFitting.fit(training, configuration);
        if (schema.hasNoColumns()) {
            return false;
        }
        TrainedLearners learners =
                LearnerTraining.train(schema, training, configuration, seed, description + ", without fold " + k);
        for (int i : heldOut) {
            TrainedLearners.LogOdds said = learners.logOdds(rows.get(i));
            linear[i] = said.linear();
            trees[i] = said.trees();
        }
        return true;
    }

    private LogOddsStack fitStack(boolean[] use) {
        return StackFitting.fit(linear, trees, left, use, configuration.stackPenalty());
    }

    private ModelQuality quality() {
        int n = left.length;
        double[] probabilities = new double[n];
        double[] baseline = new double[n];
        List<RocCurve> curves = new ArrayList<>();
        for (int k = 0; k < configuration.folds(); k++) {
            boolean[] others = new boolean[n];
            for (int i = 0; i < n; i++) {
                others[i] = fold[i] != k;
            }
            LogOddsStack stack = fitStack(others);
            double rate = rate(others);
            int[] heldOut = IntStream.range(0, n).filter(i -> !others[i]).toArray();
            for (int i : heldOut) {
                probabilities[i] = LogOddsStack.probability(stack.logOdds(linear[i], trees[i]));
                baseline[i] = rate;
            }
            curves.add(RocCurve.of(select(probabilities, heldOut), select(left, heldOut)));
        }
        boolean[] all = new boolean[n];
        Arrays.fill(all, true);
        List<CalibrationBin> bins = Calibration.bins(probabilities, left, CALIBRATION_BINS);
        return new ModelQuality(
                n,
                (int) IntStream.range(0, n).filter(i -> left[i]).count(),
                RocCurve.mean(curves),
                curves.stream().map(RocCurve::area).toList(),
                Calibration.logLoss(probabilities, left),
                Calibration.brier(probabilities, left),
                Calibration.expectedError(bins),
                bins,
                rate(all),
                Calibration.logLoss(baseline, left),
                Calibration.brier(baseline, left));
    }

    private double rate(boolean[] of) {
        int rows = 0;
        int churned = 0;
        for (int i = 0; i < of.length; i++) {
            if (of[i]) {
                rows++;
                churned += left[i] ? 1 : 0;
            }
        }
        return churned / (double) rows;
    }

    private static double[] select(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    private static boolean[] select(boolean[] values, int[] indices) {
        boolean[] selected = new boolean[indices.length];
        for (int i = 0; i < indices.length; i++) {
            selected[i] = values[indices[i]];
        }
        return selected;
    }
}
