package dev.cauce.benchmarks.eventstore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * An event store that is measured.
 *
 * @param name what it is
 * @param survives what an acknowledged append survives: only stores of one class can be compared
 * @param opener opens it in an empty folder
 */
record Candidate(String name, String survives, Opener opener) {

    static final String POWER_LOSS = "power loss";
    static final String PROCESS_KILL = "process kill";

    interface Opener {
        Open open(Path folder) throws Exception;
    }

    /** An engine and what has to be closed after it. */
    record Open(EventStorageEngine engine, Closeable resource) implements Closeable {
        @Override
        public void close() throws IOException {
            resource.close();
        }
    }
}
