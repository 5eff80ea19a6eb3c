package dev.cauce.application.observability;

import java.util.Map;
import java.util.TreeMap;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down where there is no connection to Axon Server; the framework's own indicator knows only older versions of Boot.
 */
final class AxonServerHealth implements HealthIndicator {

    private final AxonServerConnectionManager connections;

    AxonServerHealth(AxonServerConnectionManager connections) {
        this.connections = connections;
    }

    @Override
    public Health health() {
        Map<String, Boolean> connected = new TreeMap<>(connections.connections());
        boolean well = !connected.isEmpty() && connected.values().stream().allMatch(Boolean.TRUE::equals);
        return (well ? Health.up() : Health.down()).withDetails(connected).build();
    }
}
