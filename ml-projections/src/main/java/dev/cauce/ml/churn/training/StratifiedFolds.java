package dev.cauce.ml.churn.training;

import dev.cauce.ml.churn.model.FeatureRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Deals rows into folds so that each has its share of those who left. */
final class StratifiedFolds {
    private StratifiedFolds() {}

    /** The fold, from 0, of each row; depends on the rows' order and outcomes and on the seed alone. */
    static int[] assign(List<FeatureRow> rows, int folds, long seed) {
        int[] fold = new int[rows.size()];
        Random random = new Random(seed);
        for (boolean outcome : new boolean[] {true, false}) {
            List<Integer> ofOutcome = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (Objects.requireNonNull(rows.get(i).outcome()) == outcome) {
                    ofOutcome.add(i);
                }
            }
            Collections.shuffle(ofOutcome, random);
            for (int k = 0; k < ofOutcome.size(); k++) {
                fold[ofOutcome.get(k)] = k % folds;
            }
        }
        return fold;
    }
}
