package dev.cauce.ml.churn.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All of a model but its two learners.
 *
 * @param version 32 hex digits over algorithm, rows, configuration and seed: the same inputs, the same version
 * @param configuration what it was trained with, by name
 * @param seed of folds and trees
 */
public record ModelHeader(
        String version,
        FeatureSchema schema,
        LogOddsStack stack,
        ModelQuality quality,
        SortedMap<String, String> configuration,
        long seed) {

    public ModelHeader {
        configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    }
}
