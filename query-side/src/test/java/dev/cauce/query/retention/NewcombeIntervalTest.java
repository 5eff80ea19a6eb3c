package dev.cauce.query.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cauce.query.WilsonInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewcombeIntervalTest {

    /** R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, table II, method 10. */
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339",
        "9, 10, 3, 10, 0.1705, 0.8090",
        "6, 7, 2, 7, 0.0582, 0.8062",
        "5, 56, 0, 29, -0.0381, 0.1926",
        "0, 10, 0, 20, -0.1611, 0.2775",
        "0, 10, 0, 10, -0.2775, 0.2775",
        "10, 10, 0, 20, 0.6791, 1.0000",
        "10, 10, 0, 10, 0.6075, 1.0000"
    })
    void isThatOfThePaper(long first, long ofFirst, long second, long ofSecond, double low, double high) {
        NewcombeInterval interval =
                NewcombeInterval.of(WilsonInterval.of(first, ofFirst), WilsonInterval.of(second, ofSecond));

        assertThat(interval.low()).isCloseTo(low, within(0.00005));
        assertThat(interval.high()).isCloseTo(high, within(0.00005));
        assertThat(interval.difference())
                .isCloseTo((double) first / ofFirst - (double) second / ofSecond, within(1e-12));
    }

    @Test
    void saysNothingOfAGroupThatWasNotMeasured() {
        NewcombeInterval interval = NewcombeInterval.of(WilsonInterval.of(5, 10), WilsonInterval.of(0, 0));

        assertThat(interval.low()).isLessThan(-0.5);
        assertThat(interval.high()).isGreaterThan(0.5);
    }
}
