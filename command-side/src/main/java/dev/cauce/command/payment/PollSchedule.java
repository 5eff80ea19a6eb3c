package dev.cauce.command.payment;

import java.time.Duration;
import java.util.List;

/** When an unknown outcome is asked for again: after five minutes, then an hour, then once a day, five times. */
final class PollSchedule {

    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofDays(1));

    private PollSchedule() {}

    /** Whether so many polls are all there are. */
    static boolean isOver(int polls) {
        return polls >= WAITS.size();
    }

    /** How long to wait after so many polls. */
    static Duration waitAfter(int polls) {
        return WAITS.get(polls);
    }
}
