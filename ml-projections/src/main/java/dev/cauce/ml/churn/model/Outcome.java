package dev.cauce.ml.churn.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** The two ends of a customer in Tribuo's terms, and rows as its examples. */
public final class Outcome {
    public static final Label CHURN = new Label("churn");
    public static final Label STAY = new Label("stay");

    /** Tribuo throws on an example none of whose features it has seen; this one it always has. */
    static final String CONSTANT_COLUMN = "constant";

    private static final LabelFactory LABELS = new LabelFactory();

    private Outcome() {}

    static Label of(@Nullable Boolean churned) {
        if (churned == null) {
            return LabelFactory.UNKNOWN_LABEL;
        }
        return churned ? CHURN : STAY;
    }

    /**
     * Rows as a Tribuo data set.
     *
     * @param encode a row's columns; NaN is left out
     * @param description goes into the model's provenance
     */
    public static MutableDataset<Label> dataset(
            List<FeatureRow> rows,
            List<FeatureSchema.Column> columns,
            Function<FeatureRow, double[]> encode,
            String description) {
        List<Example<Label>> examples = new ArrayList<>(rows.size());
        for (FeatureRow row : rows) {
            examples.add(example(row, columns, encode.apply(row)));
        }
        // A time of its own would make two trainings on the same rows differ; the model says when it was trained.
        var provenance = new SimpleDataSourceProvenance(description, Instant.EPOCH.atOffset(ZoneOffset.UTC), LABELS);
        return new MutableDataset<>(new ListDataSource<>(examples, LABELS, provenance));
    }

    static Example<Label> example(FeatureRow row, List<FeatureSchema.Column> columns, double[] x) {
        List<String> names = new ArrayList<>();
        double[] values = new double[x.length + 1];
        names.add(CONSTANT_COLUMN);
        values[0] = 1;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i])) {
                values[names.size()] = x[i];
                names.add(columns.get(i).name());
            }
        }
        return new ArrayExample<>(of(row.outcome()), names.toArray(String[]::new), Arrays.copyOf(values, names.size()));
    }
}
