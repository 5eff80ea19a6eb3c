package dev.cauce.ml.churn.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the leaves out of XGBoost's JSON dump of a tree with statistics. */
final class TreeDump {
    private static final JsonMapper JSON = new JsonMapper();

    private final IntUnaryOperator columnOfFeature;
    private final double sign;
    private final List<TreeLeaf> leaves;

    private TreeDump(IntUnaryOperator columnOfFeature, double sign, List<TreeLeaf> leaves) {
        this.columnOfFeature = columnOfFeature;
        this.sign = sign;
        this.leaves = leaves;
    }

    /**
     * Appends a tree's leaves.
     *
     * @param columnOfFeature the column for XGBoost's feature number
     * @param sign what the leaves' values are multiplied by
     */
    static void read(String tree, IntUnaryOperator columnOfFeature, double sign, List<TreeLeaf> leaves) {
        new TreeDump(columnOfFeature, sign, leaves).walk(JSON.readTree(tree), new LinkedHashMap<>());
    }

    /** What the way so far asks of one column. */
    private record Condition(float lower, float upper, boolean missingPasses, double weight) {
        static final Condition NONE = new Condition(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, true, 1);

        Condition below(float split, boolean missing, double share) {
            return new Condition(lower, Math.min(upper, split), missingPasses && missing, weight * share);
        }

        Condition from(float split, boolean missing, double share) {
            return new Condition(Math.max(lower, split), upper, missingPasses && missing, weight * share);
        }
    }

    private void walk(JsonNode node, Map<Integer, Condition> way) {
        if (node.has("leaf")) {
            leaves.add(leaf(node.required("leaf").asDouble(), way));
            return;
        }
        int feature = Integer.parseInt(node.required("split").asString().substring(1)); // "f12"
        int column = columnOfFeature.applyAsInt(feature);
        float split = (float) node.required("split_condition").asDouble();
        int missing = node.required("missing").asInt();
        double cover = node.required("cover").asDouble();
        Condition before = way.getOrDefault(column, Condition.NONE);
        for (JsonNode child : node.required("children")) {
            int id = child.required("nodeid").asInt();
            double share = child.required("cover").asDouble() / cover;
            boolean yes = id == node.required("yes").asInt();
            Map<Integer, Condition> on = new LinkedHashMap<>(way);
            on.put(column, yes ? before.below(split, id == missing, share) : before.from(split, id == missing, share));
            walk(child, on);
        }
    }

    private TreeLeaf leaf(double value, Map<Integer, Condition> way) {
        int n = way.size();
        TreeLeaf leaf = new TreeLeaf(
                new int[n], new float[n], new float[n], new boolean[n], new double[n], sign * (float) value);
        List<Map.Entry<Integer, Condition>> conditions = new ArrayList<>(way.entrySet());
        for (int k = 0; k < n; k++) {
            Condition condition = conditions.get(k).getValue();
            leaf.columns()[k] = conditions.get(k).getKey();
            leaf.lower()[k] = condition.lower();
            leaf.upper()[k] = condition.upper();
            leaf.missingPasses()[k] = condition.missingPasses();
            leaf.weights()[k] = condition.weight();
        }
        return leaf;
    }
}
