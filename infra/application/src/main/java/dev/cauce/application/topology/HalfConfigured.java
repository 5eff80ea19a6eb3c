package dev.cauce.application.topology;

import java.util.List;

/**
 * The process is not what its topology asks for, and does not start. The message says what is missing, and no secret.
 */
public final class HalfConfigured extends IllegalStateException {

    HalfConfigured(String message) {
        super(message);
    }

    HalfConfigured(String topology, List<String> wrong) {
        this("The topology '" + topology + "' is half configured: " + String.join("; ", wrong) + ".");
    }
}
