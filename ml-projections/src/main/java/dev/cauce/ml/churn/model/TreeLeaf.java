package dev.cauce.ml.churn.model;

/**
 * A leaf of a boosted tree with the way to it: a conjunction of one condition for each feature on the way, {@code lower
 * <= x < upper}, with {@code missingPasses} for an absent one.
 *
 * @param columns the columns on the way, each once
 * @param weights by how much of the training rows' weight each column's splits on the way let pass: what the leaf is
 *     worth when the column is not known
 * @param value the log-odds the leaf adds
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; thousands of them, read in a tight loop
record TreeLeaf(int[] columns, float[] lower, float[] upper, boolean[] missingPasses, double[] weights, double value) {

    /** Its share of the ensemble's expected value. */
    double base() {
        double product = value;
        for (double weight : weights) {
            product *= weight;
        }
        return product;
    }

    boolean reachedBy(double[] x) {
        for (int k = 0; k < columns.length; k++) {
            if (!passes(k, x[columns[k]])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds the Shapley values of the game in which a known column passes or not, and an unknown one passes with its
     * weight. The sum over all subsets is taken by size: {@code ways[s]} is the sum of the products over subsets of
     * size s of the columns that came before, weighted as Shapley's formula asks (the EXTEND and UNWIND of TreeSHAP,
     * algorithm 2 in Lundberg et al. 2020).
     */
    void addContributions(double[] x, double[] contributions, double[] ways, boolean[] passes) {
        int n = columns.length;
        ways[0] = 1;
        for (int k = 0; k < n; k++) {
            passes[k] = passes(k, x[columns[k]]);
            extend(ways, k, passes[k] ? 1 : 0, weights[k]);
        }
        for (int k = 0; k < n; k++) {
            double one = passes[k] ? 1 : 0;
            contributions[columns[k]] += unwoundSum(ways, n, one, weights[k]) * (one - weights[k]) * value;
        }
    }

    private boolean passes(int k, double x) {
        if (Double.isNaN(x)) {
            return missingPasses[k];
        }
        float single = (float) x; // XGBoost trains and compares in single precision
        return single >= lower[k] && single < upper[k];
    }

    private static void extend(double[] ways, int known, double one, double zero) {
        int size = known + 2;
        ways[known + 1] = 0;
        for (int s = known; s >= 0; s--) {
            ways[s + 1] += one * ways[s] * (s + 1) / size;
            ways[s] = zero * ways[s] * (known + 1 - s) / size;
        }
    }

    private static double unwoundSum(double[] ways, int n, double one, double zero) {
        double sum = 0;
        if (one != 0) {
            double next = ways[n];
            for (int s = n - 1; s >= 0; s--) {
                double without = next * (n + 1) / (s + 1);
                sum += without;
                next = ways[s] - without * zero * (n - s) / (n + 1);
            }
        } else {
            for (int s = 0; s < n; s++) {
                sum += ways[s] * (n + 1) / (zero * (n - s));
            }
        }
        return sum;
    }
}
