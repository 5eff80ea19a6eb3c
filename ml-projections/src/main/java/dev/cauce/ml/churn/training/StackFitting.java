package dev.cauce.ml.churn.training;

import dev.cauce.ml.churn.model.LogOddsStack;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fits the combiner of the two learners by penalised maximum likelihood, with Newton's method: the weights are held to
 * one half each, so that few rows give the plain average and many rows what they say. No weight is below zero: a
 * learner that would be turned around is left out.
 */
final class StackFitting {
    private static final double PRIOR_WEIGHT = 0.5;
    private static final int MOST_STEPS = 100;
    private static final double CONVERGED = 1e-10;
    /** Log-odds beyond this are as sure as makes no difference, and would make the Hessian singular. */
    private static final double SUREST = 20;

    private StackFitting() {}

    /**
     * @param linear out-of-fold log-odds of the linear learner
     * @param trees out-of-fold log-odds of the trees
     * @param use which rows to fit on
     */
    static LogOddsStack fit(double[] linear, double[] trees, boolean[] left, boolean[] use, double penalty) {
        LogOddsStack both = newton(linear, trees, left, use, penalty, true, true);
        if (both != null) {
            return both;
        }
        LogOddsStack linearAlone = newton(linear, trees, left, use, penalty, true, false);
        LogOddsStack treesAlone = newton(linear, trees, left, use, penalty, false, true);
        if (linearAlone != null && treesAlone != null) {
            double first = loss(linearAlone, linear, trees, left, use);
            return first <= loss(treesAlone, linear, trees, left, use) ? linearAlone : treesAlone;
        }
        if (linearAlone != null) {
            return linearAlone;
        }
        return treesAlone != null ? treesAlone : baseRate(left, use);
    }

    /** The fit with the chosen learners, or null when it gives one of them a weight below zero. */
    private static @Nullable LogOddsStack newton(
            double[] linear,
            double[] trees,
            boolean[] left,
            boolean[] use,
            double penalty,
            boolean withLinear,
            boolean withTrees) {
        double[] w = {0, withLinear ? PRIOR_WEIGHT : 0, withTrees ? PRIOR_WEIGHT : 0};
        boolean[] free = {true, withLinear, withTrees};
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = new double[3];
            double[][] hessian = new double[3][3];
            for (int i = 0; i < left.length; i++) {
                if (use[i]) {
                    accumulate(gradient, hessian, w, new double[] {1, bounded(linear[i]), bounded(trees[i])}, left[i]);
                }
            }
            for (int j = 0; j < 3; j++) {
                if (!free[j]) {
                    gradient[j] = 0;
                    Arrays.fill(hessian[j], 0);
                    for (double[] row : hessian) {
                        row[j] = 0;
                    }
                    hessian[j][j] = 1;
                } else if (j > 0) {
                    gradient[j] += penalty * (w[j] - PRIOR_WEIGHT);
                    hessian[j][j] += penalty;
                } else {
                    hessian[0][0] += CONVERGED;
                }
            }
            double[] move = solve(hessian, gradient);
            double longest = Math.max(Math.abs(move[0]), Math.max(Math.abs(move[1]), Math.abs(move[2])));
            double scale = longest > 1 ? 1 / longest : 1;
            for (int j = 0; j < 3; j++) {
                w[j] -= scale * move[j];
            }
            if (longest < CONVERGED) {
                break;
            }
        }
        return w[1] < 0 || w[2] < 0 ? null : new LogOddsStack(w[0], w[1], w[2]);
    }

    private static void accumulate(double[] gradient, double[][] hessian, double[] w, double[] x, boolean left) {
        double p = LogOddsStack.probability(w[0] * x[0] + w[1] * x[1] + w[2] * x[2]);
        double slope = p - (left ? 1 : 0);
        double curvature = p * (1 - p);
        for (int j = 0; j < 3; j++) {
            gradient[j] += slope * x[j];
            for (int k = 0; k < 3; k++) {
                hessian[j][k] += curvature * x[j] * x[k];
            }
        }
    }

    /** Cramer's rule; the matrix is positive definite. */
    private static double[] solve(double[][] a, double[] b) {
        double determinant = determinant(a);
        double[] x = new double[3];
        for (int column = 0; column < 3; column++) {
            double[][] replaced = new double[3][];
            for (int row = 0; row < 3; row++) {
                replaced[row] = a[row].clone();
                replaced[row][column] = b[row];
            }
            x[column] = determinant(replaced) / determinant;
        }
        return x;
    }

    private static double determinant(double[][] a) {
        return a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1])
                - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0])
                + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]);
    }

    private static double loss(LogOddsStack stack, double[] linear, double[] trees, boolean[] left, boolean[] use) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            if (use[i]) {
                double z = stack.logOdds(bounded(linear[i]), bounded(trees[i]));
                sum += Math.log1p(Math.exp(left[i] ? -z : z));
            }
        }
        return sum;
    }

    private static LogOddsStack baseRate(boolean[] left, boolean[] use) {
        double yes = 0.5;
        double no = 0.5;
        for (int i = 0; i < left.length; i++) {
            if (use[i] && left[i]) {
                yes++;
            } else if (use[i]) {
                no++;
            }
        }
        return new LogOddsStack(Math.log(yes / no), 0, 0);
    }

    private static double bounded(double logOdds) {
        return Math.clamp(logOdds, -SUREST, SUREST);
    }
}
