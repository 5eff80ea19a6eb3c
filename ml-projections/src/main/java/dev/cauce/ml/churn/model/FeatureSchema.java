package dev.cauce.ml.churn.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows become numbers, fixed at training and kept with the model: which features there are, their columns, and the
 * figures that scale them. A feature that is not in the schema is ignored; a level that is not in it says nothing (its
 * contribution from the linear learner is exactly zero).
 */
public record FeatureSchema(List<NumericFeature> numeric, List<CategoricalFeature> categorical) {

    public FeatureSchema {
        numeric = List.copyOf(numeric);
        categorical = List.copyOf(categorical);
    }

    /**
     * A column and the feature it stands for.
     *
     * @param name unique within a schema; what the learner knows it as
     * @param mean its mean over the training rows
     */
    public record Column(String name, String feature, double mean) {}

    public boolean hasNoColumns() {
        return linearColumns().isEmpty();
    }

    /** 32 hex digits over everything that decides how a row is encoded. */
    public String hash() {
        ContentHash hash = new ContentHash();
        hash.add(numeric.size());
        for (NumericFeature f : numeric) {
            hash.add(f.name()).add(f.varies() ? 1 : 0).add(f.min()).add(f.max());
            hash.add(f.mean()).add(f.deviation()).add(f.logMean()).add(f.logDeviation());
            hash.add(f.knots().size());
            f.knots().forEach(hash::add);
            f.hingeMeans().forEach(hash::add);
            hash.add(f.missingShare());
        }
        hash.add(categorical.size());
        for (CategoricalFeature f : categorical) {
            hash.add(f.name()).add(f.levels().size());
            f.levels().forEach(hash::add);
            f.levelShares().forEach(hash::add);
            hash.add(f.rareShare()).add(f.missingShare());
        }
        return hash.hex();
    }

    /** The columns of the linear learner, in the order of {@link #encodeLinear}. */
    public List<Column> linearColumns() {
        return columns(true);
    }

    /** The columns of the trees, in the order of {@link #encodeTrees}. */
    public List<Column> treeColumns() {
        return columns(false);
    }

    private List<Column> columns(boolean bends) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < numeric.size(); i++) {
            NumericFeature f = numeric.get(i);
            String prefix = "n" + i;
            if (f.varies()) {
                columns.add(new Column(prefix + " " + f.name(), f.name(), 0));
                if (bends) {
                    columns.add(new Column(prefix + "log " + f.name(), f.name(), 0));
                    for (int k = 0; k < f.knots().size(); k++) {
                        columns.add(new Column(
                                prefix + "knot" + k + " " + f.name(),
                                f.name(),
                                f.hingeMeans().get(k)));
                    }
                }
            }
            if (f.hasIndicator()) {
                columns.add(new Column(prefix + "missing " + f.name(), f.name(), f.missingShare()));
            }
        }
        for (int i = 0; i < categorical.size(); i++) {
            CategoricalFeature f = categorical.get(i);
            String prefix = "c" + i;
            for (int k = 0; k < f.levels().size(); k++) {
                columns.add(new Column(
                        prefix + "level" + k + " " + f.name() + "=" + f.levels().get(k),
                        f.name(),
                        f.levelShares().get(k)));
            }
            if (f.rareShare() > 0) {
                columns.add(new Column(prefix + "rare " + f.name(), f.name(), f.rareShare()));
            }
            if (f.missingShare() > 0) {
                columns.add(new Column(prefix + "missing " + f.name(), f.name(), f.missingShare()));
            }
        }
        return columns;
    }

    /** A row as the linear learner sees it: every column has a finite number. */
    public double[] encodeLinear(FeatureRow row) {
        List<Double> x = new ArrayList<>();
        for (NumericFeature f : numeric) {
            Double value = row.numeric().get(f.name());
            if (f.varies()) {
                x.add(value == null ? 0 : f.standardised(value));
                x.add(value == null ? 0 : f.standardisedLog(value));
                for (int k = 0; k < f.knots().size(); k++) {
                    x.add(value == null ? f.hingeMeans().get(k) : f.hinge(value, k));
                }
            }
            if (f.hasIndicator()) {
                x.add(value == null ? 1.0 : 0.0);
            }
        }
        for (CategoricalFeature f : categorical) {
            int start = x.size();
            x.addAll(f.levelShares());
            addPositive(x, f.rareShare());
            addPositive(x, f.missingShare());
            int column = oneHot(f, row.categorical().get(f.name()));
            if (column >= 0) {
                Collections.fill(x.subList(start, x.size()), 0.0);
                x.set(start + column, 1.0);
            }
        }
        return x.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A row as the trees see it: a column that does not apply is NaN, which they take as missing. */
    public double[] encodeTrees(FeatureRow row) {
        List<Double> x = new ArrayList<>();
        for (NumericFeature f : numeric) {
            Double value = row.numeric().get(f.name());
            if (f.varies()) {
                x.add(value == null ? Double.NaN : f.standardised(value));
            }
            if (f.hasIndicator()) {
                x.add(value == null ? 1.0 : Double.NaN);
            }
        }
        for (CategoricalFeature f : categorical) {
            int start = x.size();
            int width = f.levels().size() + (f.rareShare() > 0 ? 1 : 0) + (f.missingShare() > 0 ? 1 : 0);
            x.addAll(Collections.nCopies(width, Double.NaN));
            int column = oneHot(f, row.categorical().get(f.name()));
            if (column >= 0) {
                x.set(start + column, 1.0);
            }
        }
        return x.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The feature's column that is 1 for this value, or -1 when training has seen nothing like it. */
    private static int oneHot(CategoricalFeature f, @Nullable String value) {
        int levels = f.levels().size();
        if (value == null) {
            return f.missingShare() > 0 ? levels + (f.rareShare() > 0 ? 1 : 0) : -1;
        }
        int level = Collections.binarySearch(f.levels(), value);
        if (level >= 0) {
            return level;
        }
        return f.rareShare() > 0 ? levels : -1;
    }

    private static void addPositive(List<Double> x, double share) {
        if (share > 0) {
            x.add(share);
        }
    }
}
