package dev.cauce.cli;

import dev.cauce.cli.api.Retry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs commands as a person would, and keeps what was printed and how long a busy server was waited for. */
public final class CommandLine {
    /** When the tests take place. */
    public static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment;
    private final Instant now;

    public CommandLine(Map<String, String> environment) {
        this(environment, NOW);
    }

    public CommandLine(Map<String, String> environment, Instant now) {
        this.environment = environment;
        this.now = now;
    }

    /** Runs one command; what was printed before is forgotten. */
    public int run(String... arguments) throws InterruptedException {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                environment,
                InstantSource.fixed(now));
        return Cli.run(
                List.of(arguments), terminal, new Retry(5, Duration.ofMillis(100), Duration.ofSeconds(8), pauses::add));
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The pauses a busy server caused; none of them was really waited. */
    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
