package dev.cauce.application.processing;

import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;

/**
 * How far the processors of this process have come, with those of their segments that run in other processes. A
 * projection's name stands for the generation that is served.
 */
public final class ProcessorPositions {

    private final EventProcessingConfiguration processing;
    private final ServedGenerations generations;
    private final SharedPositions shared;

    public ProcessorPositions(
            EventProcessingConfiguration processing, ServedGenerations generations, SharedPositions shared) {
        this.processing = processing;
        this.generations = generations;
        this.shared = shared;
    }

    /** The projections of this process, and its other processors. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(processing.eventProcessors().keySet());
        names.removeIf(name -> !ServedGenerations.plain(name).equals(name));
        names.addAll(generations.projections());
        return names;
    }

    /** Whether the processor runs, and has no trouble with an event. */
    public boolean runs(String name) {
        return processing
                .eventProcessor(generations.processor(name), StreamingEventProcessor.class)
                .filter(processor -> processor.isRunning() && !processor.isError())
                .isPresent();
    }

    /** The position up to which every segment of the processor has seen every event; -1 before the first. */
    public long of(String name) {
        return at(generations.processor(name));
    }

    /**
     * The position up to which live streams were told of every event. Just after another generation has taken over it
     * is the lower of both: what the new one wrote before that is told by the old one.
     */
    public long told(String projection) {
        OptionalInt before = generations.before(projection);
        long served = of(projection);
        String old = ServedGenerations.name(projection, before.orElse(1));
        return before.isPresent() && processing.eventProcessor(old).isPresent() ? Math.min(served, at(old)) : served;
    }

    private long at(String processor) {
        return processing
                .eventProcessor(processor, StreamingEventProcessor.class)
                .map(shared::of)
                .orElse(-1L);
    }
}
