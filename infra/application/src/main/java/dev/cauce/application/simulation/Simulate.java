package dev.cauce.application.simulation;

import dev.cauce.application.Cauce;
import dev.cauce.application.keeping.KeepingFailed;
import dev.cauce.application.keeping.SimulatedFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The command {@code simulate}: fills a data folder of its own with a company, while no port is open.
 *
 * <p>Exit codes: 0 done (or done before, with the same parameters), 1 it failed, 2 the command or the folder is wrong.
 */
public final class Simulate {

    /** The first word of the arguments that this is for. */
    public static final String WORD = "simulate";

    private static final Set<String> OPTIONS = Set.of("tenant", "accounts", "months", "seed", "end", "data");
    private static final String REPLACE = "--replace";
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private Simulate() {}

    /** Whether the arguments of the process are for this. */
    public static boolean isAskedFor(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(WORD);
    }

    /**
     * Simulates.
     *
     * @param words {@code --name value}, and {@code --replace}
     * @param out is shown how far it is, and what came of it
     * @return the exit code
     */
    public static int run(List<String> words, PrintStream out) {
        Clock system = Clock.systemUTC();
        SimulationParameters parameters;
        Path home;
        try {
            Map<String, String> options = options(words);
            home = Path.of(options.getOrDefault("data", ".cauce-simulated"))
                    .toAbsolutePath()
                    .normalize();
            parameters = SimulationParameters.of(options, LocalDate.now(system));
            if (!SimulatedFolder.of(home).begin(parameters.tenant(), parameters.line(), words.contains(REPLACE))) {
                out.printf("This company is in %s already: %s%n", home, parameters.line());
                return DONE;
            }
        } catch (IllegalArgumentException | KeepingFailed wrong) {
            out.println(wrong.getMessage());
            return WRONG;
        }
        try {
            Simulation.Result result = simulate(parameters, home, out);
            GroundTruth.write(GroundTruth.file(home), result.truth());
            Duration ahead = Duration.between(system.instant(), parameters.endsAt());
            // A company that ends today goes on with everybody's time.
            SimulatedFolder.end(home, ahead.abs().toDays() < 1 ? Duration.ZERO : ahead);
            tell(parameters, home, result, out);
            return DONE;
        } catch (IOException | KeepingFailed | IllegalStateException failed) {
            out.printf("The simulation failed, and its folder is not to be used: %s%n", failed.getMessage());
            return FAILED;
        }
    }

    private static Simulation.Result simulate(SimulationParameters parameters, Path home, PrintStream out) {
        boolean terminal = "1".equals(System.getenv("CAUCE_INTERACTIVE"));
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Cauce.class)
                .registerShutdownHook(false)
                .run(
                        "--cauce.home=" + home,
                        "--cauce.simulation.running=true",
                        "--cauce.simulation.seed=" + parameters.seed(),
                        // No port is open.
                        "--server.port=-1",
                        "--management.server.port=-1",
                        // The simulation fires deadlines itself.
                        "--cauce.deadlines.pause=365d",
                        "--cauce.churn.crossings.pause=365d",
                        "--cauce.command-timeout=60s",
                        "--logging.level.dev.cauce=WARN")) {
            out.printf("Simulating %s%n  in %s%n", parameters.line(), home);
            return context.getBean(Simulation.class)
                    .run(parameters, new Progress(out, terminal, parameters.startsAt(), parameters.endsAt()));
        }
    }

    private static void tell(SimulationParameters parameters, Path home, Simulation.Result result, PrintStream out) {
        long left = result.truth().stream()
                .filter(each -> each.leftAt() != null && each.cause() != ChurnCause.NEVER_CONVERTED)
                .count();
        long tried = result.truth().stream()
                .filter(each -> each.cause() == ChurnCause.NEVER_CONVERTED)
                .count();
        out.printf(
                "%,d events by %,d commands in %.1f s (%,.0f events/s); %d accounts signed up, %d of them left unpaid trials, %d customers left%n",
                result.events(),
                result.commands(),
                result.seconds(),
                result.events() / result.seconds(),
                parameters.accounts(),
                tried,
                left);
        out.printf(
                "Turned down: %s%nWhy they left is in %s%nStart it with ./infra/cauce up --data %s%n",
                result.refused().isEmpty() ? "nothing" : result.refused(), GroundTruth.file(home), home);
    }

    private static Map<String, String> options(List<String> words) {
        Map<String, String> options = new HashMap<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.equals(REPLACE)) {
                continue;
            }
            int equals = word.indexOf('=');
            String name = word.startsWith("--") ? word.substring(2, equals < 0 ? word.length() : equals) : "";
            if (!OPTIONS.contains(name)) {
                throw new IllegalArgumentException("simulate does not know " + word + "; there are "
                        + OPTIONS.stream().sorted().map(option -> "--" + option).toList() + " and " + REPLACE + ".");
            }
            if (equals < 0 && at + 1 == words.size()) {
                throw new IllegalArgumentException(word + " needs a value.");
            }
            options.put(name, equals < 0 ? words.get(++at) : word.substring(equals + 1));
        }
        return options;
    }
}
