package dev.cauce.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonIntervalTest {

    /** R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3. */
    @Test
    void comesOutAsPublished() {
        assertInterval(81, 263, 0.2553, 0.3662);
        assertInterval(15, 148, 0.0624, 0.1605);
        assertInterval(0, 20, 0, 0.1611);
        assertInterval(1, 29, 0.0061, 0.1718);
    }

    @Test
    void knowsNothingWithoutTrials() {
        assertThat(WilsonInterval.of(0, 0)).isEqualTo(new WilsonInterval(0, 0, 1));
    }

    @Test
    void staysWithinZeroAndOne() {
        assertThat(WilsonInterval.of(1_000_000, 1_000_000).high()).isLessThanOrEqualTo(1);
        assertThat(WilsonInterval.of(0, 1).low()).isZero();
        assertThat(WilsonInterval.of(1, 1).low()).isEqualTo(0.2065, within(0.00005));
    }

    private static void assertInterval(long successes, long trials, double low, double high) {
        WilsonInterval interval = WilsonInterval.of(successes, trials);
        assertThat(interval.rate()).isEqualTo((double) successes / trials);
        assertThat(interval.low()).isEqualTo(low, within(0.00005));
        assertThat(interval.high()).isEqualTo(high, within(0.00005));
    }
}
