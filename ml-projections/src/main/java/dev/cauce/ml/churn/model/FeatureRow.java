package dev.cauce.ml.churn.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one account at one time.
 *
 * <p>A number that is not finite and a text that is blank are the same as absent: missing. A name may stand among the
 * numbers in one row and among the texts in another (a column of a file that holds both); the two are then explained
 * together, under that name.
 *
 * @param accountId the account; unique within the rows of one training
 * @param numeric numbers by feature name, in the unit of their source
 * @param categorical texts by feature name
 * @param outcome whether the account left within the horizon; {@code null} when that is not known (yet)
 */
public record FeatureRow(
        String accountId,
        SortedMap<String, Double> numeric,
        SortedMap<String, String> categorical,
        @Nullable Boolean outcome) {

    public FeatureRow {
        if (accountId.isBlank()) {
            throw new IllegalArgumentException("a feature row needs the id of its account");
        }
        TreeMap<String, Double> numbers = new TreeMap<>();
        numeric.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                numbers.put(name, value + 0.0); // -0.0 + 0.0 is 0.0: one hash for both zeros
            }
        });
        TreeMap<String, String> texts = new TreeMap<>();
        categorical.forEach((name, value) -> {
            if (!value.isBlank()) {
                texts.put(name, value.strip());
            }
        });
        numeric = Collections.unmodifiableSortedMap(numbers);
        categorical = Collections.unmodifiableSortedMap(texts);
    }

    public static FeatureRow of(
            String accountId, Map<String, Double> numeric, Map<String, String> categorical, @Nullable Boolean outcome) {
        return new FeatureRow(accountId, new TreeMap<>(numeric), new TreeMap<>(categorical), outcome);
    }

    /** The features alone, as 32 hex digits: equal for equal features, whoever's they are and however it ended. */
    public String featureHash() {
        ContentHash hash = new ContentHash();
        addFeaturesTo(hash);
        return hash.hex();
    }

    /** Adds all of the row, outcome included, to the hash of what it is a part of. */
    public void addTo(ContentHash hash) {
        hash.add(accountId);
        hash.add(outcome == null ? "unknown" : outcome.toString());
        addFeaturesTo(hash);
    }

    private void addFeaturesTo(ContentHash hash) {
        hash.add(numeric.size());
        numeric.forEach((name, value) -> hash.add(name).add(value));
        hash.add(categorical.size());
        categorical.forEach((name, value) -> hash.add(name).add(value));
    }
}
