package dev.cauce.ml.churn.training;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything but rows and seed that decides what model comes out.
 *
 * @param folds of the cross-validation, at least 2
 * @param minimumRows rows with a known outcome that a training needs
 * @param minimumPerOutcome rows that left, and rows that stayed, that a training needs; at least the folds
 * @param minimumSupport rows that must have a level, or a number, for it to get a column of its own
 * @param maximumLevels columns of one categorical feature at most; rarer levels share one
 * @param knots hinges of a numeric feature, at equally spaced quantiles
 * @param linearCost LibLinear's C, the inverse of the L2 penalty
 * @param trees boosting rounds
 * @param learningRate shrinkage of each round, in (0, 1]
 * @param depth of a tree at most
 * @param minimumChildWeight XGBoost's min_child_weight
 * @param rowSample share of rows each tree sees
 * @param columnSample share of columns each tree sees
 * @param leafPenalty XGBoost's lambda
 * @param stackPenalty how strongly the two learners' weights are held to one half each
 */
public record TrainingConfiguration(
        int folds,
        int minimumRows,
        int minimumPerOutcome,
        int minimumSupport,
        int maximumLevels,
        int knots,
        double linearCost,
        int trees,
        double learningRate,
        int depth,
        double minimumChildWeight,
        double rowSample,
        double columnSample,
        double leafPenalty,
        double stackPenalty) {

    public TrainingConfiguration {
        require(folds >= 2 && folds <= 20, "folds must be from 2 to 20");
        require(minimumRows >= 10, "minimumRows must be at least 10");
        require(minimumPerOutcome >= folds, "minimumPerOutcome must be at least the number of folds");
        require(minimumSupport >= 1, "minimumSupport must be at least 1");
        require(maximumLevels >= 1 && maximumLevels <= 1000, "maximumLevels must be from 1 to 1000");
        require(knots >= 0 && knots <= 20, "knots must be from 0 to 20");
        require(linearCost > 0 && Double.isFinite(linearCost), "linearCost must be above 0");
        require(trees >= 1 && trees <= 10_000, "trees must be from 1 to 10000");
        require(learningRate > 0 && learningRate <= 1, "learningRate must be above 0 and at most 1");
        require(depth >= 1 && depth <= 10, "depth must be from 1 to 10");
        require(minimumChildWeight >= 0 && Double.isFinite(minimumChildWeight), "minimumChildWeight must be 0 or more");
        require(rowSample > 0 && rowSample <= 1, "rowSample must be above 0 and at most 1");
        require(columnSample > 0 && columnSample <= 1, "columnSample must be above 0 and at most 1");
        require(leafPenalty >= 0 && Double.isFinite(leafPenalty), "leafPenalty must be 0 or more");
        require(stackPenalty > 0 && Double.isFinite(stackPenalty), "stackPenalty must be above 0");
    }

    /** What the published quality was reached with. */
    public static TrainingConfiguration standard() {
        return new TrainingConfiguration(5, 50, 10, 10, 50, 3, 1.0, 150, 0.05, 3, 10, 0.7, 0.4, 5, 5);
    }

    /** By name, in order of name: goes into the model and its version. */
    public SortedMap<String, String> asMap() {
        SortedMap<String, String> map = new TreeMap<>();
        map.put("folds", Integer.toString(folds));
        map.put("minimumRows", Integer.toString(minimumRows));
        map.put("minimumPerOutcome", Integer.toString(minimumPerOutcome));
        map.put("minimumSupport", Integer.toString(minimumSupport));
        map.put("maximumLevels", Integer.toString(maximumLevels));
        map.put("knots", Integer.toString(knots));
        map.put("linearCost", Double.toString(linearCost));
        map.put("trees", Integer.toString(trees));
        map.put("learningRate", Double.toString(learningRate));
        map.put("depth", Integer.toString(depth));
        map.put("minimumChildWeight", Double.toString(minimumChildWeight));
        map.put("rowSample", Double.toString(rowSample));
        map.put("columnSample", Double.toString(columnSample));
        map.put("leafPenalty", Double.toString(leafPenalty));
        map.put("stackPenalty", Double.toString(stackPenalty));
        return map;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
