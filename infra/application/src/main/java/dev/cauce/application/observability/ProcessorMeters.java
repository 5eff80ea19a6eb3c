package dev.cauce.application.observability;

import dev.cauce.application.processing.ProcessorPositions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** How many events each processor is behind, and whether it runs. */
final class ProcessorMeters implements MeterBinder {

    private final ProcessorPositions positions;
    private final EventStore eventStore;

    ProcessorMeters(ProcessorPositions positions, EventStore eventStore) {
        this.positions = positions;
        this.eventStore = eventStore;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        positions.names().forEach(name -> {
            Gauge.builder("cauce.processor.lag", () -> lag(name))
                    .tag("processor", name)
                    .description("Events that the processor has not seen yet")
                    .register(registry);
            Gauge.builder("cauce.processor.running", () -> positions.runs(name) ? 1 : 0)
                    .tag("processor", name)
                    .register(registry);
        });
    }

    private long lag(String name) {
        return Math.max(0, head(eventStore.createHeadToken()) - Math.max(0, positions.of(name)));
    }

    private static long head(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}
