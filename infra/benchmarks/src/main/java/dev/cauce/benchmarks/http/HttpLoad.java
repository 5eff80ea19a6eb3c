package dev.cauce.benchmarks.http;

import dev.cauce.benchmarks.measure.ClosedLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Loads a target and says what came of it. */
final class HttpLoad {

    private static final Duration DRAIN = Duration.ofMinutes(3);

    private final Target target;
    private final Requests requests;
    private final String run;
    private final AtomicLong numbers = new AtomicLong();

    /** @param run stands in the names of accounts, so that two loads of one target do not meet */
    HttpLoad(Target target, String run) {
        this.target = target;
        this.requests = target.requests();
        this.run = run;
    }

    /**
     * What commands came to.
     *
     * @param processorMillis processor time of the servers for each command, in milliseconds
     * @param staleSeconds the longest time that something acknowledged could not be seen while the load lasted
     * @param behind events that the views had not seen when it ended
     * @param drainSeconds until they had seen all
     * @param processesBehind events that processes had not seen when it ended
     * @param doneSeconds until they had done everything
     */
    record Commands(
            ClosedLoop.Figures figures,
            double processorMillis,
            double staleSeconds,
            long behind,
            double drainSeconds,
            long processesBehind,
            double doneSeconds) {}

    /** Registers accounts. */
    Commands register(int inFlight, Duration length) throws IOException, InterruptedException {
        Duration before = target.processorTime();
        Freshness freshness = new Freshness(target);
        ClosedLoop.Figures figures;
        Duration used;
        long behind;
        long processesBehind;
        long ended;
        double stale;
        try {
            figures = loop(inFlight, length, 201, () -> requests.register(next()));
            used = target.processorTime().minus(before);
            behind = target.behind();
            processesBehind = target.processesBehind();
            ended = System.nanoTime();
        } finally {
            stale = freshness.worst();
        }
        double drain = drain();
        while (target.processesBehind() > 0) {
            pause(ended);
        }
        return new Commands(
                figures,
                used.toNanos() / 1e6 / figures.count(),
                stale,
                behind,
                drain,
                processesBehind,
                (System.nanoTime() - ended) / 1e9);
    }

    /** Registers so many accounts. */
    void fill(long accounts, int inFlight) throws IOException, InterruptedException {
        long end = numbers.get() + accounts;
        while (numbers.get() < end) {
            loop(inFlight, Duration.ofMillis(250), 201, () -> requests.register(next()));
        }
        drain();
    }

    /** Gets accounts that were registered, in no order. */
    ClosedLoop.Figures get(int inFlight, Duration length) throws InterruptedException {
        long known = numbers.get();
        AtomicLong step = new AtomicLong();
        // A prime stride meets all of them, and none twice in a row.
        return loop(inFlight, length, 200, () -> requests.get(run + (step.addAndGet(7919) % known)));
    }

    ClosedLoop.Figures list(int inFlight, Duration length) throws InterruptedException {
        byte[] list = requests.list();
        return loop(inFlight, length, 200, () -> list);
    }

    /** Seconds until the views have seen everything. */
    double drain() throws IOException, InterruptedException {
        long started = System.nanoTime();
        while (target.behind() > 0) {
            pause(started);
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private void pause(long since) throws IOException, InterruptedException {
        if (System.nanoTime() - since > DRAIN.toNanos()) {
            throw new IOException(target.name() + " has not caught up in " + DRAIN);
        }
        TimeUnit.MILLISECONDS.sleep(25);
    }

    /** Accounts that were registered so far. */
    long registered() {
        return numbers.get();
    }

    private String next() {
        return run + numbers.getAndIncrement();
    }

    private ClosedLoop.Figures loop(int inFlight, Duration length, int expected, Supplier<byte[]> request)
            throws InterruptedException {
        return ClosedLoop.run(inFlight, length, () -> {
            HttpConnection connection = new HttpConnection(target.port());
            return new ClosedLoop.Caller() {
                @Override
                public void call() throws IOException {
                    int status = connection.send(request.get());
                    if (status != expected) {
                        throw new IOException(target.name() + " answered " + status + ": " + connection.body());
                    }
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        });
    }
}
