package dev.cauce.application.observability;

import java.util.TreeMap;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down where a processor has stopped or fails at the same event again and again. */
final class ProcessorHealth implements HealthIndicator {

    private final EventProcessingConfiguration processing;

    ProcessorHealth(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    @Override
    public Health health() {
        TreeMap<String, String> states = new TreeMap<>();
        processing.eventProcessors().forEach((name, processor) -> states.put(name, state(processor)));
        boolean well = states.values().stream().allMatch("running"::equals);
        return (well ? Health.up() : Health.down()).withDetails(states).build();
    }

    private static String state(EventProcessor processor) {
        if (!processor.isRunning()) {
            return "stopped";
        }
        return processor.isError() ? "failing" : "running";
    }
}
