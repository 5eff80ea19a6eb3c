package dev.cauce.application.simulation;

import dev.cauce.contracts.metadata.MetadataKey;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** Says on every event that it is simulated. */
final class SimulatedLabel implements MessageDispatchInterceptor<EventMessage<?>> {

    private static final Map<String, String> SIMULATED = Map.of(MetadataKey.SIMULATED, "true");

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> messages) {
        return (index, event) -> event.andMetaData(SIMULATED);
    }
}
