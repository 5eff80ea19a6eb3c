package dev.cauce.ml.churn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cauce.ml.churn.model.ConfidenceInterval;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocCurveTest {
    @Test
    void isOneWhenAllWhoLeftStandAboveAllWhoStayed() {
        RocCurve curve = RocCurve.of(new double[] {0.1, 0.2, 0.8, 0.9}, new boolean[] {false, false, true, true});

        assertThat(curve).isEqualTo(new RocCurve(1, 0));
    }

    @Test
    void countsATieHalf() {
        // Pairs (left, stayed): 3>1, 3>2, 2>1, 2=2: 3.5 of 4.
        RocCurve curve = RocCurve.of(new double[] {3, 2, 2, 1}, new boolean[] {true, true, false, false});

        assertThat(curve.area()).isEqualTo(3.5 / 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isWhatTheDefinitionSaysPairByPair(long seed) {
        Random random = new Random(seed);
        int n = 60;
        double[] scores = new double[n];
        boolean[] left = new boolean[n];
        for (int i = 0; i < n; i++) {
            left[i] = i < 2 || random.nextInt(3) == 0 && i != 2 && i != 3;
            scores[i] = Math.round((random.nextGaussian() + (left[i] ? 1 : 0)) * 4); // rounded: ties
        }

        RocCurve curve = RocCurve.of(scores, left);

        RocCurve expected = byDefinition(scores, left);
        assertThat(curve.area()).isCloseTo(expected.area(), within(1e-12));
        assertThat(curve.variance()).isCloseTo(expected.variance(), within(1e-12));
    }

    @Test
    void needsBothOutcomes() {
        assertThatThrownBy(() -> RocCurve.of(new double[] {1, 2}, new boolean[] {true, true}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void averagesIndependentCurvesAndKeepsTheIntervalInBounds() {
        ConfidenceInterval mean = RocCurve.mean(List.of(new RocCurve(0.8, 0.0004), new RocCurve(0.9, 0.0012)));

        assertThat(mean.estimate()).isCloseTo(0.85, within(1e-12));
        assertThat(mean.low()).isCloseTo(0.85 - 1.959964 * 0.02, within(1e-6));
        assertThat(mean.high()).isCloseTo(0.85 + 1.959964 * 0.02, within(1e-6));
        assertThat(RocCurve.mean(List.of(new RocCurve(0.99, 0.01))).high()).isEqualTo(1);
    }

    /** DeLong et al., equations 2 to 6, in the order of the paper. */
    private static RocCurve byDefinition(double[] scores, boolean[] left) {
        int m = 0;
        int n = 0;
        double[] overStayed = new double[scores.length];
        double[] underLeft = new double[scores.length];
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            m += left[i] ? 1 : 0;
            n += left[i] ? 0 : 1;
            for (int j = 0; j < scores.length; j++) {
                if (left[i] && !left[j]) {
                    double kernel = scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    overStayed[i] += kernel;
                    underLeft[j] += kernel;
                    sum += kernel;
                }
            }
        }
        double area = sum / m / n;
        double s10 = 0;
        double s01 = 0;
        for (int i = 0; i < scores.length; i++) {
            if (left[i]) {
                s10 += Math.pow(overStayed[i] / n - area, 2) / (m - 1);
            } else {
                s01 += Math.pow(underLeft[i] / m - area, 2) / (n - 1);
            }
        }
        return new RocCurve(area, s10 / m + s01 / n);
    }
}
