package dev.cauce.ml.churn.training;

import dev.cauce.ml.churn.model.CategoricalFeature;
import dev.cauce.ml.churn.model.FeatureRow;
import dev.cauce.ml.churn.model.FeatureSchema;
import dev.cauce.ml.churn.model.NumericFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** Makes the schema from the training rows: which features vary, which levels are common, what scales the numbers. */
final class SchemaFitting {
    private final List<FeatureRow> rows;
    private final TrainingConfiguration configuration;

    private SchemaFitting(List<FeatureRow> rows, TrainingConfiguration configuration) {
        this.rows = rows;
        this.configuration = configuration;
    }

    static FeatureSchema fit(List<FeatureRow> rows, TrainingConfiguration configuration) {
        SchemaFitting fitting = new SchemaFitting(rows, configuration);
        List<NumericFeature> numeric = new ArrayList<>();
        for (String name : fitting.names(row -> row.numeric().keySet())) {
            double[] values = fitting.sortedValues(name);
            if (values.length >= configuration.minimumSupport()) {
                NumericFeature feature = fitting.numeric(name, values);
                if (feature.varies() || feature.missingShare() > 0) {
                    numeric.add(feature);
                }
            }
        }
        List<CategoricalFeature> categorical = new ArrayList<>();
        for (String name : fitting.names(row -> row.categorical().keySet())) {
            CategoricalFeature feature = fitting.categorical(name);
            int columns =
                    feature.levels().size() + (feature.rareShare() > 0 ? 1 : 0) + (feature.missingShare() > 0 ? 1 : 0);
            if (columns > 1) {
                categorical.add(feature);
            }
        }
        return new FeatureSchema(numeric, categorical);
    }

    private Set<String> names(Function<FeatureRow, Set<String>> of) {
        Set<String> names = new TreeSet<>();
        rows.forEach(row -> names.addAll(of.apply(row)));
        return names;
    }

    private double[] sortedValues(String name) {
        return rows.stream()
                .map(row -> row.numeric().get(name))
                .filter(value -> value != null)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    private NumericFeature numeric(String name, double[] sorted) {
        double mean = mean(sorted, value -> value);
        double deviation = deviation(sorted, value -> value, mean);
        double logMean = mean(sorted, NumericFeature::signedLog);
        double logDeviation = deviation(sorted, NumericFeature::signedLog, logMean);
        double min = sorted[0];
        double max = sorted[sorted.length - 1];
        // Numbers so close together, or so large, that their spread is lost in rounding do not vary either.
        boolean varies = min < max && usable(deviation) && usable(logDeviation) && Double.isFinite(mean);
        double missingShare = (rows.size() - sorted.length) / (double) rows.size();
        if (!varies) {
            return new NumericFeature(name, false, min, max, 0, 0, 0, 0, List.of(), List.of(), missingShare);
        }
        List<Double> knots = new ArrayList<>();
        List<Double> hingeMeans = new ArrayList<>();
        for (int k = 1; k <= configuration.knots(); k++) {
            double knot = sorted[(int) ((long) sorted.length * k / (configuration.knots() + 1))];
            if (knot > min && knot < max && (knots.isEmpty() || knot > knots.getLast())) {
                knots.add(knot);
                hingeMeans.add(mean(sorted, value -> Math.max(0, value - knot) / deviation));
            }
        }
        return new NumericFeature(
                name, true, min, max, mean, deviation, logMean, logDeviation, knots, hingeMeans, missingShare);
    }

    private static boolean usable(double deviation) {
        return deviation > 0 && Double.isFinite(deviation) && Double.isFinite(1 / deviation);
    }

    private static double mean(double[] values, DoubleUnaryOperator of) {
        return Arrays.stream(values).map(of).sum() / values.length;
    }

    private static double deviation(double[] values, DoubleUnaryOperator of, double mean) {
        return Math.sqrt(
                Arrays.stream(values).map(of).map(v -> (v - mean) * (v - mean)).sum() / values.length);
    }

    private CategoricalFeature categorical(String name) {
        Map<String, Integer> counts = new TreeMap<>();
        int missing = 0;
        for (FeatureRow row : rows) {
            String value = row.categorical().get(name);
            if (value == null) {
                missing++;
            } else {
                counts.merge(value, 1, Integer::sum);
            }
        }
        List<String> levels = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= configuration.minimumSupport())
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(configuration.maximumLevels())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        double all = rows.size();
        List<Double> shares = levels.stream()
                .map(level -> counts.getOrDefault(level, 0) / all)
                .toList();
        int common =
                levels.stream().mapToInt(level -> counts.getOrDefault(level, 0)).sum();
        int rare = rows.size() - missing - common;
        return new CategoricalFeature(name, levels, shares, rare / all, missing / all);
    }
}
