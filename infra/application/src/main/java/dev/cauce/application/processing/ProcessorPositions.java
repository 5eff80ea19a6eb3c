package dev.cauce.application.processing;

import java.util.Collection;
import java.util.OptionalLong;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;

/** How far the processors of this process have come. */
public final class ProcessorPositions {

    private final EventProcessingConfiguration processing;

    public ProcessorPositions(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    /** The position up to which every segment of the processor has seen every event; -1 before the first. */
    public long of(String name) {
        return processing
                .eventProcessor(name, StreamingEventProcessor.class)
                .map(processor -> lowest(processor.processingStatus().values()))
                .orElse(-1L);
    }

    private static long lowest(Collection<EventTrackerStatus> segments) {
        return segments.stream()
                .mapToLong(segment -> position(segment.getTrackingToken()))
                .min()
                .orElse(-1L);
    }

    private static long position(@org.jspecify.annotations.Nullable TrackingToken token) {
        OptionalLong position = token == null ? OptionalLong.empty() : token.position();
        return position.orElse(-1L);
    }
}
