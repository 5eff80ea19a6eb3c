package dev.cauce.application.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;

/** Waits until every projection has seen every event. */
final class Catchup {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(1).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();

    private final EventProcessingConfiguration processing;
    private final LongSupplier head;

    Catchup(EventProcessingConfiguration processing, LongSupplier head) {
        this.processing = processing;
        this.head = head;
    }

    /** @throws IllegalStateException where one has stopped, or does not come along */
    void await() {
        long wanted = head.getAsLong();
        for (StreamingEventProcessor processor : projections()) {
            long began = System.nanoTime();
            while (position(processor) < wanted) {
                if (processor.isError() || System.nanoTime() - began > PATIENCE_NANOS) {
                    throw new IllegalStateException(
                            "The projection " + processor.getName() + " does not come along; the log says why.");
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }

    /** How many events projections could not handle; those would be missing in the views. */
    long deadLetters() {
        return projections().stream()
                .map(processor -> processing.deadLetterQueue(processor.getName()))
                .mapToLong(letters -> letters.map(queue -> queue.size()).orElse(0L))
                .sum();
    }

    private List<StreamingEventProcessor> projections() {
        return processing.eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .toList();
    }

    private static long position(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .map(EventTrackerStatus::getTrackingToken)
                .filter(Objects::nonNull)
                .mapToLong(Catchup::position)
                .min()
                .orElse(-1);
    }

    private static long position(TrackingToken token) {
        OptionalLong position = token.position();
        return position.orElse(-1);
    }
}
