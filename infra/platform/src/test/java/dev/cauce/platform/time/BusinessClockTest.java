package dev.cauce.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BusinessClockTest {

    private static final Instant NOON = Instant.parse("2024-01-31T12:00:00Z");

    private final BusinessClock clock = new BusinessClock();

    @Test
    void runsWithTheSystemUntilItIsSet() {
        Instant before = Clock.systemUTC().instant();

        assertThat(clock.instant()).isBetween(before, Clock.systemUTC().instant());
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void standsWhereItWasSetAndGoesForward() {
        clock.set(NOON);
        assertThat(clock.instant()).isEqualTo(NOON);

        clock.set(NOON.plusSeconds(1));

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void neverGoesBack() {
        clock.set(NOON);
        clock.set(NOON);

        assertThatThrownBy(() -> clock.set(NOON.minusNanos(1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void isTheSameClockInAnotherZone() {
        Clock elsewhere = clock.withZone(ZoneId.of("Europe/Madrid"));

        clock.set(NOON);

        assertThat(elsewhere.instant()).isEqualTo(NOON);
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Europe/Madrid"));
    }
}
