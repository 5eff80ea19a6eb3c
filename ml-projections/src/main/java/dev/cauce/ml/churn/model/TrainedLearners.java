package dev.cauce.ml.churn.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;

/** The two learners over one schema, not yet joined. */
public final class TrainedLearners {
    private final FeatureSchema schema;
    private final List<FeatureSchema.Column> linearColumns;
    private final List<FeatureSchema.Column> treeColumns;
    private final LinearLearner linear;
    private final TreeLearner trees;

    /**
     * @param linear Tribuo's LibLinear model over the schema's linear columns
     * @param trees Tribuo's XGBoost model over the schema's tree columns
     * @throws IllegalArgumentException when the models are of another kind or over other columns
     */
    public TrainedLearners(FeatureSchema schema, Model<Label> linear, Model<Label> trees) {
        this.schema = schema;
        this.linearColumns = schema.linearColumns();
        this.treeColumns = schema.treeColumns();
        this.linear = new LinearLearner(LinearLearner.cast(linear), linearColumns);
        this.trees = new TreeLearner(TreeLearner.cast(trees), treeColumns);
    }

    /** What each learner alone says of a row, as log-odds of leaving. */
    public record LogOdds(double linear, double trees) {}

    public LogOdds logOdds(FeatureRow row) {
        return new LogOdds(linear.explain(schema.encodeLinear(row)).logOdds(), trees.logOdds(schema.encodeTrees(row)));
    }

    /** A row's joined log-odds, taken apart: where it starts, and what each feature adds. */
    record Explanation(double base, Map<String, Double> byFeature) {}

    Explanation explain(FeatureRow row, LogOddsStack stack) {
        Attribution byLinear = linear.explain(schema.encodeLinear(row));
        Attribution byTrees = trees.explain(schema.encodeTrees(row));
        Map<String, Double> byFeature = new TreeMap<>();
        add(byFeature, linearColumns, byLinear, stack.linear());
        add(byFeature, treeColumns, byTrees, stack.trees());
        return new Explanation(stack.logOdds(byLinear.base(), byTrees.base()), byFeature);
    }

    private static void add(
            Map<String, Double> byFeature, List<FeatureSchema.Column> columns, Attribution attribution, double weight) {
        for (int i = 0; i < columns.size(); i++) {
            byFeature.merge(columns.get(i).feature(), weight * attribution.contributions()[i], Double::sum);
        }
    }

    FeatureSchema schema() {
        return schema;
    }

    Model<Label> linear() {
        return linear.tribuo();
    }

    Model<Label> trees() {
        return trees.tribuo();
    }

    Map<String, ModelProvenance> provenance() {
        return Map.of("linear", linear().getProvenance(), "trees", trees().getProvenance());
    }
}
