package dev.cauce.ml.churn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.ml.churn.MadeUpCustomers;
import dev.cauce.ml.churn.model.FeatureRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedFoldsTest {
    private static final List<FeatureRow> ROWS = MadeUpCustomers.rows(503, 1);

    @Test
    void givesEveryFoldItsShareOfBothOutcomes() {
        int[] fold = StratifiedFolds.assign(ROWS, 5, 1);

        for (boolean outcome : new boolean[] {true, false}) {
            long[] counts = IntStream.range(0, 5)
                    .mapToLong(k -> IntStream.range(0, ROWS.size())
                            .filter(i -> fold[i] == k && ROWS.get(i).outcome() == outcome)
                            .count())
                    .toArray();
            assertThat(Arrays.stream(counts).max().getAsLong()
                            - Arrays.stream(counts).min().getAsLong())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void dependsOnTheSeedAlone() {
        assertThat(StratifiedFolds.assign(ROWS, 5, 1)).isEqualTo(StratifiedFolds.assign(ROWS, 5, 1));
        assertThat(StratifiedFolds.assign(ROWS, 5, 2)).isNotEqualTo(StratifiedFolds.assign(ROWS, 5, 1));
    }
}
