package dev.cauce.ml.churn.model;

import java.util.List;

/**
 * How a text becomes columns: one for each level, one for the rare levels together, one for its absence.
 *
 * @param levels the levels with a column of their own, in order of their text
 * @param levelShares the share of training rows with each, in the same order
 * @param rareShare share of training rows whose level was too rare for a column; 0 when there were none
 * @param missingShare share of training rows without the text; 0 when it was never missing
 */
public record CategoricalFeature(
        String name, List<String> levels, List<Double> levelShares, double rareShare, double missingShare) {

    public CategoricalFeature {
        levels = List.copyOf(levels);
        levelShares = List.copyOf(levelShares);
        if (levels.size() != levelShares.size()) {
            throw new IllegalArgumentException("every level needs its share");
        }
        if (!(rareShare >= 0 && rareShare <= 1 && missingShare >= 0 && missingShare <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 and 1");
        }
    }
}
