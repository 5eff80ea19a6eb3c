package dev.cauce.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * How far the view is behind, as a caller feels it: registers an account every quarter of a second and asks for it
 * until it is there. Runs beside a load until it is stopped; what is not there then is waited for.
 */
final class Freshness {

    private static final long PAUSE_MILLIS = 250;
    private static final long ASK_AGAIN_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Target target;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile long worstNanos;

    Freshness(Target target) {
        this.target = target;
        this.thread = Thread.ofVirtual().start(this::probe);
    }

    private void probe() {
        Requests requests = target.requests();
        try (HttpConnection connection = new HttpConnection(target.port())) {
            while (!stopping) {
                String number = "probe-" + UUID.randomUUID();
                if (connection.send(requests.register(number)) != 201) {
                    throw new IOException("An account was not registered: " + connection.body());
                }
                long acknowledged = System.nanoTime();
                byte[] get = requests.get(number);
                while (connection.send(get) != 200 && System.nanoTime() - acknowledged < PATIENCE.toNanos()) {
                    TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
                }
                worstNanos = Math.max(worstNanos, System.nanoTime() - acknowledged);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException("The view cannot be watched", failed);
        }
    }

    /** Stops it; the longest time in seconds after which what was acknowledged was not yet to be seen. */
    double worst() throws InterruptedException {
        stopping = true;
        thread.join();
        return worstNanos / 1e9;
    }
}
