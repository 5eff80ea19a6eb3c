package dev.cauce.ml.churn.training;

import dev.cauce.ml.churn.model.CalibrationBin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How well probabilities mean what they say. */
final class Calibration {
    /** Keeps the log loss of a certain, wrong prediction finite. */
    private static final double SMALLEST = 1e-15;

    private Calibration() {}

    /** Mean negative log-likelihood, natural logarithm. */
    static double logLoss(double[] probabilities, boolean[] left) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double p = left[i] ? probabilities[i] : 1 - probabilities[i];
            sum -= Math.log(Math.max(p, SMALLEST));
        }
        return sum / probabilities.length;
    }

    /** Mean squared error (Brier, Monthly Weather Review 78, 1950). */
    static double brier(double[] probabilities, boolean[] left) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double error = probabilities[i] - (left[i] ? 1 : 0);
            sum += error * error;
        }
        return sum / probabilities.length;
    }

    /** Bins of equal count (their sizes differ by one at most), ascending by predicted probability. */
    static List<CalibrationBin> bins(double[] probabilities, boolean[] left, int bins) {
        int n = probabilities.length;
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> probabilities[i]));
        List<CalibrationBin> result = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            int from = (int) ((long) n * b / bins);
            int to = (int) ((long) n * (b + 1) / bins);
            if (from == to) {
                continue;
            }
            double predicted = 0;
            int observed = 0;
            for (int i = from; i < to; i++) {
                predicted += probabilities[order[i]];
                observed += left[order[i]] ? 1 : 0;
            }
            int count = to - from;
            result.add(new CalibrationBin(count, predicted / count, observed / (double) count));
        }
        return result;
    }

    /** Mean distance of predicted and observed, weighted by count. */
    static double expectedError(List<CalibrationBin> bins) {
        double rows = bins.stream().mapToInt(CalibrationBin::count).sum();
        return bins.stream()
                        .mapToDouble(bin -> bin.count() * Math.abs(bin.meanPredicted() - bin.observedRate()))
                        .sum()
                / rows;
    }
}
