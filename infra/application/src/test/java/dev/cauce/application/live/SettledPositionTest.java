package dev.cauce.application.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That a stream never names a place to resume at before updates about earlier events had time to arrive. */
class SettledPositionTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final SettledPosition shared = new SettledPosition(Duration.ofSeconds(2));

    @Test
    void namesAPositionOnlyAfterThePause() {
        assertThat(shared.after(7, 0)).isEmpty();
        assertThat(shared.after(9, SECOND)).isEmpty();

        assertThat(shared.after(12, 2 * SECOND)).hasValue(7);
        assertThat(shared.after(-1, 3 * SECOND)).hasValue(9);
    }

    @Test
    void neverGoesBack() {
        assertThat(shared.after(9, 0)).isEmpty();
        assertThat(shared.after(7, SECOND)).isEmpty();

        assertThat(shared.after(-1, 4 * SECOND)).hasValue(9);
    }

    @Test
    void namesItAtOnceWhereOneProcessTells() {
        SettledPosition alone = new SettledPosition(Duration.ZERO);

        assertThat(alone.after(7, 0)).hasValue(7);
        assertThat(alone.after(-1, 1)).hasValue(7);
    }
}
