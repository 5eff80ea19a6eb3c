package dev.cauce.ml.churn.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/**
 * The gradient-boosted-trees half of a model. Contributions are exact Shapley values of the trees given their own cover
 * (path-dependent TreeSHAP: Lundberg et al., From local explanations to global understanding with explainable AI for
 * trees, Nature Machine Intelligence 2, 2020).
 *
 * <p>The trees are read out of Tribuo's model once. XGBoost computes the same (its {@code predictContrib} is the oracle
 * of a test), but its call costs milliseconds for a single row and lets one thread in at a time.
 *
 * <p>Tribuo trains a margin for each class, so the log-odds of leaving are the difference of the two; a difference of
 * sums of contributions is the sum of their differences.
 */
final class TreeLearner {
    private final XGBoostModel<Label> tribuo;
    private final TreeLeaf[] leaves;
    private final int columns;
    private final int deepest;
    private final double base;

    TreeLearner(XGBoostModel<Label> tribuo, List<FeatureSchema.Column> columns) {
        this.tribuo = tribuo;
        this.columns = columns.size();
        this.leaves = leaves(tribuo, columnsByFeature(tribuo, columns)).toArray(TreeLeaf[]::new);
        this.deepest = Arrays.stream(leaves)
                .mapToInt(leaf -> leaf.columns().length)
                .max()
                .orElse(0);
        this.base = Arrays.stream(leaves).mapToDouble(TreeLeaf::base).sum();
    }

    XGBoostModel<Label> tribuo() {
        return tribuo;
    }

    /** @param x as {@link FeatureSchema#encodeTrees} makes it */
    Attribution explain(double[] x) {
        double[] contributions = new double[columns];
        double[] ways = new double[deepest + 1];
        boolean[] passes = new boolean[deepest];
        for (TreeLeaf leaf : leaves) {
            leaf.addContributions(x, contributions, ways, passes);
        }
        return new Attribution(base, contributions);
    }

    /** What {@link #explain} adds up to, without taking it apart. */
    double logOdds(double[] x) {
        double sum = 0;
        for (TreeLeaf leaf : leaves) {
            sum += leaf.reachedBy(x) ? leaf.value() : 0;
        }
        return sum;
    }

    private static int[] columnsByFeature(XGBoostModel<Label> tribuo, List<FeatureSchema.Column> columns) {
        int[] columnOfFeature = new int[tribuo.getFeatureIDMap().size()];
        Arrays.fill(columnOfFeature, -1);
        for (int i = 0; i < columns.size(); i++) {
            int id = tribuo.getFeatureIDMap().getID(columns.get(i).name());
            if (id < 0) {
                throw new IllegalArgumentException(
                        "the trees do not know the column " + columns.get(i).name());
            }
            columnOfFeature[id] = i;
        }
        return columnOfFeature;
    }

    private static List<TreeLeaf> leaves(XGBoostModel<Label> tribuo, int[] columnOfFeature) {
        int churnId = tribuo.getOutputIDInfo().getID(Outcome.CHURN);
        List<TreeLeaf> leaves = new ArrayList<>();
        String[] trees = dump(tribuo);
        for (int t = 0; t < trees.length; t++) {
            int classOfTree = t % tribuo.getOutputIDInfo().size();
            TreeDump.read(
                    trees[t], feature -> split(columnOfFeature, feature), classOfTree == churnId ? 1 : -1, leaves);
        }
        return leaves;
    }

    private static int split(int[] columnOfFeature, int feature) {
        int column = feature < columnOfFeature.length ? columnOfFeature[feature] : -1;
        if (column < 0) {
            throw new IllegalArgumentException("a tree splits on feature " + feature + ", which is no column");
        }
        return column;
    }

    private static String[] dump(XGBoostModel<Label> tribuo) {
        try {
            return tribuo.getInnerModels().getFirst().getModelDump((String) null, true, "json");
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost does not tell its trees", e);
        }
    }

    @SuppressWarnings("unchecked") // its outputs are labels: the parameter says so
    static XGBoostModel<Label> cast(org.tribuo.Model<Label> model) {
        if (model instanceof XGBoostModel<?> trees) {
            return (XGBoostModel<Label>) trees;
        }
        throw new IllegalArgumentException(
                "not a model of trees: " + model.getClass().getName());
    }
}
