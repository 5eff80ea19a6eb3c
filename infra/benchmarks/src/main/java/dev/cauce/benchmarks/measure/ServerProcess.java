package dev.cauce.benchmarks.measure;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that is measured, and what it uses together with those that it started. */
public final class ServerProcess implements Closeable {

    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Process process;
    private final Path log;
    private final long startedAt = System.nanoTime();

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it; what it prints goes to the log. */
    public static ServerProcess start(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ServerProcess(process, log);
    }

    /** The java of this JVM with options, ready for a class or a jar. */
    public static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(options));
        return command;
    }

    /** A port of the loopback address that nobody listens on now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Asks again and again whether it is ready; how long it took from its start. */
    public Duration await(Readiness readiness, Duration patience) throws IOException, InterruptedException {
        while (!readiness.isReady()) {
            Duration since = Duration.ofNanos(System.nanoTime() - startedAt);
            if (!process.isAlive() || since.compareTo(patience) > 0) {
                throw new IOException(
                        "The process is not ready after " + since + "; its log:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Whether a process serves already. */
    public interface Readiness {
        boolean isReady() throws IOException;
    }

    /** Processor time so far, of the process and its descendants that live. */
    public Duration processorTime() {
        return family().map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Memory in bytes, of the process and its descendants, shared pages in proportion; -1 where the system does not
     * say.
     */
    public long memory() throws IOException {
        long sum = 0;
        for (ProcessHandle each : family().toList()) {
            Path rollup = Path.of("/proc", Long.toString(each.pid()), "smaps_rollup");
            if (!Files.isReadable(rollup)) {
                return -1;
            }
            sum += Files.readAllLines(rollup).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        }
        return sum;
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** Ends it, kindly at first. */
    @Override
    public void close() {
        List<ProcessHandle> all = family().toList();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException interrupted) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
