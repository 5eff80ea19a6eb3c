package dev.cauce.ml.churn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cauce.ml.churn.model.CalibrationBin;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final double[] PREDICTED = {0.9, 0.1, 0.4, 0.2, 0.6};
    private static final boolean[] LEFT = {true, false, true, false, false};

    @Test
    void logLossIsTheMeanNegativeLogLikelihood() {
        double expected = -(Math.log(0.9) + Math.log(0.9) + Math.log(0.4) + Math.log(0.8) + Math.log(0.4)) / 5;

        assertThat(Calibration.logLoss(PREDICTED, LEFT)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void logLossOfACertainMistakeIsLargeAndFinite() {
        assertThat(Calibration.logLoss(new double[] {0}, new boolean[] {true})).isBetween(30.0, 40.0);
    }

    @Test
    void brierIsTheMeanSquaredError() {
        assertThat(Calibration.brier(PREDICTED, LEFT)).isCloseTo((0.01 + 0.01 + 0.36 + 0.04 + 0.36) / 5, within(1e-12));
    }

    @Test
    void binsAreOfEqualCountAndAscending() {
        List<CalibrationBin> bins = Calibration.bins(PREDICTED, LEFT, 2);

        assertThat(bins).hasSize(2);
        assertThat(bins.get(0).count()).isEqualTo(2);
        assertThat(bins.get(0).meanPredicted()).isCloseTo(0.15, within(1e-12));
        assertThat(bins.get(0).observedRate()).isZero();
        assertThat(bins.get(1).count()).isEqualTo(3);
        assertThat(bins.get(1).meanPredicted()).isCloseTo(1.9 / 3, within(1e-12));
        assertThat(bins.get(1).observedRate()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(Calibration.expectedError(bins))
                .isCloseTo((2 * 0.15 + 3 * Math.abs(1.9 / 3 - 2 / 3.0)) / 5, within(1e-12));
    }

    @Test
    void fewerRowsThanBinsMakeABinEach() {
        assertThat(Calibration.bins(PREDICTED, LEFT, 10))
                .hasSize(5)
                .allSatisfy(bin -> assertThat(bin.count()).isOne());
    }
}
