package dev.cauce.application.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The application as an operating system's process of its own, over one data folder and on two ports that stay the same
 * through every restart.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path home;
    private final Path output;
    private final List<String> arguments;
    private final List<String> prefix;
    private final int port = freePort();
    private final int managementPort = freePort();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private @Nullable Process process;

    /**
     * @param home its data folder
     * @param output where what it prints is added to
     * @param arguments further ones, {@code --name=value} each; {@code -D…} are the virtual machine's
     */
    public ServerProcess(Path home, Path output, List<String> arguments) {
        this(home, output, arguments, List.of());
    }

    /** @param prefix a command that starts it, such as {@code unshare} */
    public ServerProcess(Path home, Path output, List<String> arguments, List<String> prefix) {
        this.home = home;
        this.output = output;
        this.arguments = List.copyOf(arguments);
        this.prefix = List.copyOf(prefix);
    }

    /** Starts it, and does not wait until it is ready. */
    public void start() {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Ddisable-axoniq-console-message=true",
                "-Daxon.update-check.disabled=true",
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g"));
        arguments.stream().filter(argument -> argument.startsWith("-D")).forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.cauce.application.Cauce",
                "--cauce.home=" + home,
                "--server.port=" + port,
                "--management.server.port=" + managementPort));
        arguments.stream().filter(argument -> argument.startsWith("--")).forEach(command::add);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Waits until it takes requests. */
    public void awaitReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready()) {
            if (!running().isAlive()) {
                throw new AssertionError("It ended by itself:\n" + said());
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It is not ready after " + PATIENCE + ":\n" + said());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private boolean ready() {
        try {
            return managed("/actuator/health/readiness").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What the management port answers. */
    public HttpResponse<String> managed(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        running().destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end, as {@code kill} does, and waits; answers with its exit code. */
    public int stop() {
        running().destroy();
        return awaitEnd();
    }

    /** Asks it to end, and does not wait. */
    public void askToStop() {
        running().destroy();
    }

    public int awaitEnd() {
        try {
            if (!running().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("It does not end:\n" + said());
            }
            return running().exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    private Process running() {
        Process started = process;
        if (started == null) {
            throw new IllegalStateException("It was not started.");
        }
        return started;
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path home() {
        return home;
    }

    /** Its data folder as this process sees it, also where it runs on a file system of its own. */
    public Path files() {
        return prefix.isEmpty() ? home : Path.of("/proc", Long.toString(pid()), "root" + home);
    }

    public long pid() {
        return running().pid();
    }

    /** All that it printed. */
    public String saidInAll() {
        try {
            return Files.readString(output);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The end of what it printed. */
    public String said() {
        try {
            String all = Files.readString(output);
            return all.substring(Math.max(0, all.length() - 6_000));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
        client.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
