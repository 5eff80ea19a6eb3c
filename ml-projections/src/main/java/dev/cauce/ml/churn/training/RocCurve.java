package dev.cauce.ml.churn.training;

import dev.cauce.ml.churn.model.ConfidenceInterval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Area under the ROC curve: the probability that one who left was scored above one who stayed, a tie counting half.
 *
 * @param area between 0 and 1
 * @param variance of the area, after DeLong, DeLong and Clarke-Pearson (Comparing the areas under two or more
 *     correlated receiver operating characteristic curves, Biometrics 44, 1988), computed from midranks as in Sun and
 *     Xu (IEEE Signal Processing Letters 21, 2014)
 */
record RocCurve(double area, double variance) {
    private static final double LEVEL = 0.95;
    private static final double NORMAL_975 = 1.959963984540054;

    /**
     * @param scores higher for those more likely to leave
     * @param left who did; at least one did and one did not
     */
    static RocCurve of(double[] scores, boolean[] left) {
        double[] positives = select(scores, left, true);
        double[] negatives = select(scores, left, false);
        if (positives.length == 0 || negatives.length == 0) {
            throw new IllegalArgumentException("an ROC curve needs both outcomes");
        }
        double[] ranks = midranks(scores);
        double[] positiveRanks = select(ranks, left, true);
        double[] negativeRanks = select(ranks, left, false);
        double[] amongPositives = midranks(positives);
        double[] amongNegatives = midranks(negatives);
        int m = positives.length;
        int n = negatives.length;
        double area = (Arrays.stream(positiveRanks).sum() - m * (m + 1) / 2.0) / ((double) m * n);
        double[] overNegatives = IntStream.range(0, m)
                .mapToDouble(i -> (positiveRanks[i] - amongPositives[i]) / n)
                .toArray();
        double[] underPositives = IntStream.range(0, n)
                .mapToDouble(i -> 1 - (negativeRanks[i] - amongNegatives[i]) / m)
                .toArray();
        return new RocCurve(area, sampleVariance(overNegatives, area) / m + sampleVariance(underPositives, area) / n);
    }

    /** The mean area of independent curves, with its interval. */
    static ConfidenceInterval mean(List<RocCurve> curves) {
        double area = curves.stream().mapToDouble(RocCurve::area).average().orElseThrow();
        double variance = curves.stream().mapToDouble(RocCurve::variance).sum() / curves.size() / curves.size();
        double half = NORMAL_975 * Math.sqrt(variance);
        return new ConfidenceInterval(area, Math.max(0, area - half), Math.min(1, area + half), LEVEL);
    }

    private static double sampleVariance(double[] values, double mean) {
        if (values.length == 1) {
            return 0;
        }
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    /** Ranks from 1; equal values share the mean of their ranks. */
    private static double[] midranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        int start = 0;
        while (start < order.length) {
            int end = start;
            while (end < order.length && values[order[end]] == values[order[start]]) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = (start + end + 1) / 2.0;
            }
            start = end;
        }
        return ranks;
    }

    private static double[] select(double[] values, boolean[] left, boolean outcome) {
        return IntStream.range(0, values.length)
                .filter(i -> left[i] == outcome)
                .mapToDouble(i -> values[i])
                .toArray();
    }
}
