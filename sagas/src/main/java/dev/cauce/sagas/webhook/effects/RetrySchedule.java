package dev.cauce.sagas.webhook.effects;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a message is tried again: the example schedule of the Standard Webhooks specification, ten attempts over three
 * days, each pause longer by up to a tenth that follows from the message, so that they do not all come at once.
 */
final class RetrySchedule {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofDays(1));

    private RetrySchedule() {}

    /** The pause after so many attempts have failed; empty where it was the last one. */
    static Optional<Duration> after(int failed, String messageId) {
        if (failed > PAUSES.size()) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(failed - 1);
        long tenth = pause.toMillis() / 10;
        return Optional.of(pause.plusMillis(Math.floorMod((messageId + failed).hashCode(), tenth + 1)));
    }
}
