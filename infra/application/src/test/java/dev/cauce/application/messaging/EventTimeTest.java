package dev.cauce.application.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventTimeTest {

    private static final Instant FIRST = Instant.parse("2026-04-16T09:15:00Z");
    private static final Instant SECOND = Instant.parse("2027-04-16T09:15:00Z");

    private final Clock found = GenericEventMessage.clock;

    @AfterEach
    void putBack() {
        GenericEventMessage.clock = found;
    }

    private static EventTime at(Instant instant) {
        return EventTime.begin(Clock.fixed(instant, ZoneOffset.UTC));
    }

    private static Instant stamped() {
        return new GenericEventMessage<>("event").getTimestamp();
    }

    @Test
    void stampsEventsWhileAnApplicationRuns() {
        try (EventTime first = at(FIRST)) {
            assertThat(first).isNotNull();
            assertThat(stamped()).isEqualTo(FIRST);
        }

        assertThat(GenericEventMessage.clock).isSameAs(found);
    }

    @Test
    void givesTimeBackToTheApplicationThatRanBefore() {
        try (EventTime first = at(FIRST)) {
            try (EventTime second = at(SECOND)) {
                assertThat(second).isNotSameAs(first);
                assertThat(stamped()).isEqualTo(SECOND);
            }

            assertThat(stamped()).isEqualTo(FIRST);
        }
    }

    @Test
    void leavesTheTimeOfAnApplicationThatBeganLater() {
        EventTime first = at(FIRST);
        try (EventTime second = at(SECOND)) {
            first.close();

            assertThat(second).isNotNull();
            assertThat(stamped()).isEqualTo(SECOND);
        }
    }
}
