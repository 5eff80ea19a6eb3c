package dev.cauce.application.processing;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** How far the processors of this process have come, with those of their segments that run in other processes. */
public final class ProcessorPositions {

    private final EventProcessingConfiguration processing;
    private final SharedPositions shared;

    public ProcessorPositions(EventProcessingConfiguration processing, SharedPositions shared) {
        this.processing = processing;
        this.shared = shared;
    }

    /** The position up to which every segment of the processor has seen every event; -1 before the first. */
    public long of(String name) {
        return processing
                .eventProcessor(name, StreamingEventProcessor.class)
                .map(shared::of)
                .orElse(-1L);
    }
}
