package dev.cauce.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostRacesTest {

    private final List<Long> pauses = new ArrayList<>();
    private final LostRaces races = new LostRaces(pauses::add);

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @CsvSource({"1, 524288", "2, 1048576", "3, 2097152", "4, 4194304", "5, 8388608"})
    void waitsARandomTimeBelowACeilingThatDoubles(int attempt, long ceilingNanos) {
        for (int time = 0; time < 1000; time++) {
            assertThat(races.mayTryAgainAfter(attempt)).isTrue();
        }

        assertThat(pauses).allMatch(pause -> pause > 0 && pause <= ceilingNanos);
        // One in 2^1000 runs has no pause in either half.
        assertThat(pauses).anyMatch(pause -> pause > ceilingNanos / 2).anyMatch(pause -> pause < ceilingNanos / 2);
        assertThat(new HashSet<>(pauses)).hasSizeGreaterThan(900);
    }

    @Test
    void neitherWaitsNorTriesAgainAfterTheSixth() {
        assertThat(races.mayTryAgainAfter(6)).isFalse();
        assertThat(races.mayTryAgainAfter(7)).isFalse();
        assertThat(pauses).isEmpty();
    }

    @Test
    void neitherWaitsNorTriesAgainWhereItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(races.mayTryAgainAfter(1)).isFalse();

        assertThat(pauses).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void doesNotTryAgainWhereItIsInterruptedWhileItWaits() {
        LostRaces interrupted = new LostRaces(pause -> Thread.currentThread().interrupt());

        assertThat(interrupted.mayTryAgainAfter(1)).isFalse();

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void reallyWaits() {
        LostRaces real = new LostRaces();
        long began = System.nanoTime();
        for (int time = 0; time < 20; time++) {
            assertThat(real.mayTryAgainAfter(5)).isTrue();
        }

        // Twenty pauses of four milliseconds on average; a waiting that does nothing takes microseconds.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(10));
    }
}
