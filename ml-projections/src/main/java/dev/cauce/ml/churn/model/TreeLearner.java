package dev.cauce.ml.churn.model;

import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/**
 * The gradient-boosted-trees half of a model. Contributions are exact Shapley values of the trees, by XGBoost's own
 * TreeSHAP (Lundberg et al., From local explanations to global understanding with explainable AI for trees, Nature
 * Machine Intelligence 2, 2020).
 *
 * <p>Tribuo trains a margin for each class, so the log-odds of leaving are the difference of the two; a difference of
 * sums of contributions is the sum of their differences.
 */
final class TreeLearner {
    private final XGBoostModel<Label> tribuo;
    private final Booster booster;
    private final int features;
    private final int[] columnOfFeature;
    private final int[] featureOfColumn;
    private final int columns;
    private final int churnId;
    private final int stayId;

    TreeLearner(XGBoostModel<Label> tribuo, List<FeatureSchema.Column> columns) {
        this.tribuo = tribuo;
        this.booster = tribuo.getInnerModels().getFirst();
        this.features = tribuo.getFeatureIDMap().size();
        this.columns = columns.size();
        this.columnOfFeature = new int[features];
        this.featureOfColumn = new int[columns.size()];
        Arrays.fill(columnOfFeature, -1);
        for (int i = 0; i < columns.size(); i++) {
            int id = tribuo.getFeatureIDMap().getID(columns.get(i).name());
            if (id < 0) {
                throw new IllegalArgumentException(
                        "the trees do not know the column " + columns.get(i).name());
            }
            columnOfFeature[id] = i;
            featureOfColumn[i] = id;
        }
        this.churnId = tribuo.getOutputIDInfo().getID(Outcome.CHURN);
        this.stayId = tribuo.getOutputIDInfo().getID(Outcome.STAY);
    }

    XGBoostModel<Label> tribuo() {
        return tribuo;
    }

    /** One attribution for each row of encoded columns; one call into the native library for all of them. */
    List<Attribution> explain(List<double[]> rows) {
        return Arrays.stream(contributions(rows)).map(this::attribution).toList();
    }

    private Attribution attribution(float[] both) {
        int width = features + 1; // the last of each class is its base
        double[] contributions = new double[columns];
        double base = (double) both[churnId * width + features] - both[stayId * width + features];
        for (int f = 0; f < features; f++) {
            double contribution = (double) both[churnId * width + f] - both[stayId * width + f];
            if (columnOfFeature[f] >= 0) {
                contributions[columnOfFeature[f]] = contribution;
            } else {
                base += contribution; // the constant column
            }
        }
        return new Attribution(base, contributions);
    }

    private float[][] contributions(List<double[]> rows) {
        try {
            DMatrix matrix = matrix(rows);
            try {
                return booster.predictContrib(matrix, 0);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost could not score " + rows.size() + " rows", e);
        }
    }

    private DMatrix matrix(List<double[]> rows) throws XGBoostError {
        long[] starts = new long[rows.size() + 1];
        int[] ids = new int[rows.size() * (columns + 1)];
        float[] values = new float[ids.length];
        int constant = tribuo.getFeatureIDMap().getID(Outcome.CONSTANT_COLUMN);
        int cells = 0;
        for (int r = 0; r < rows.size(); r++) {
            double[] x = rows.get(r);
            for (int i = 0; i < columns; i++) {
                if (!Double.isNaN(x[i])) {
                    ids[cells] = featureOfColumn[i];
                    values[cells++] = (float) x[i];
                }
            }
            if (constant >= 0) {
                ids[cells] = constant;
                values[cells++] = 1;
            }
            starts[r + 1] = cells;
        }
        return new DMatrix(
                starts, Arrays.copyOf(ids, cells), Arrays.copyOf(values, cells), DMatrix.SparseType.CSR, features);
    }

    @SuppressWarnings("unchecked") // its output type was checked by castModel before
    static XGBoostModel<Label> cast(org.tribuo.Model<Label> model) {
        if (model instanceof XGBoostModel<?> trees) {
            return (XGBoostModel<Label>) trees;
        }
        throw new IllegalArgumentException("not a model of trees: " + model.getClass().getName());
    }
}
