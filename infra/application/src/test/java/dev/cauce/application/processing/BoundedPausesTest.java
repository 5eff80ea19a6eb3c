package dev.cauce.application.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoundedPausesTest {

    @Test
    void aPauseIsNoLongerThanTheLongest() {
        try (BoundedPauses pauses =
                new BoundedPauses(1, Duration.ofSeconds(5), Thread.ofPlatform().factory())) {
            ScheduledFuture<?> minute = pauses.schedule(() -> {}, 60_000, TimeUnit.MILLISECONDS);
            ScheduledFuture<?> shorter = pauses.schedule(() -> {}, 3, TimeUnit.SECONDS);

            assertThat(minute.getDelay(TimeUnit.MILLISECONDS)).isLessThanOrEqualTo(5_000);
            assertThat(shorter.getDelay(TimeUnit.MILLISECONDS)).isLessThanOrEqualTo(3_000);
            pauses.shutdownNow();
        }
    }
}
