package dev.cauce.benchmarks.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** A server that is measured, with everything that it needs. */
interface Target extends Closeable {

    /** What it is. */
    String name();

    /** What an acknowledged command survives: only targets of one class can be compared. */
    String survives();

    /** From the start of its process until it answered that it is ready. */
    Duration startUp();

    int port();

    Requests requests();

    /** Processor time so far of all its processes. */
    Duration processorTime();

    /** Memory of all its processes in bytes. */
    long memory() throws IOException;

    /** Events that its views have not seen yet. */
    long behind() throws IOException;

    /** Events that its processes have not seen yet: what they still have to do. */
    long processesBehind() throws IOException;

    /** Starts to fill the view of accounts again, from the first event. */
    void replay() throws IOException;
}
