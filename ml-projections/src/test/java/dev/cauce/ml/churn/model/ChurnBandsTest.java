package dev.cauce.ml.churn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.model.ChurnBand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChurnBandsTest {
    @ParameterizedTest
    @CsvSource({"0,LOW", "0.2499,LOW", "0.25,MEDIUM", "0.4999,MEDIUM", "0.5,HIGH", "0.75,CRITICAL", "1,CRITICAL"})
    void beginAtTheirThreshold(double probability, ChurnBand band) {
        assertThat(ChurnBands.standard().of(probability)).isEqualTo(band);
    }

    @Test
    void refuseThresholdsOutOfOrderAndWhatIsNoProbability() {
        assertThatThrownBy(() -> new ChurnBands(0.5, 0.5, 0.7)).hasMessageContaining("0.5, 0.5, 0.7");
        assertThatThrownBy(() -> new ChurnBands(0, 0.5, 0.7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChurnBands(0.1, 0.5, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChurnBands.standard().of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChurnBands.standard().of(1.01)).isInstanceOf(IllegalArgumentException.class);
    }
}
