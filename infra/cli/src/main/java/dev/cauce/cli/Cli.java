package dev.cauce.cli;

import dev.cauce.cli.api.CauceApi;
import dev.cauce.cli.api.Retry;
import dev.cauce.cli.customers.ImportCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The entry. Exit codes: 0 done, 1 nothing could be done, 2 the command or its input is wrong, 3 the server is away or
 * refuses the token.
 */
public final class Cli {
    private static final List<String> COMMANDS = List.of("token", "status", "import", "export");

    private Cli() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        // The launcher looks whether a person reads the messages; Java only knows of input and output together.
        boolean interactive = "1".equals(System.getenv("CAUCE_INTERACTIVE"));
        Terminal terminal = new Terminal(out, err, interactive, System.getenv(), InstantSource.system());
        System.exit(run(Arrays.asList(arguments), terminal, Retry.standard()));
    }

    /**
     * Runs a command.
     *
     * @param retry how patient to be with a server that is busy or away
     * @return the exit code
     */
    public static int run(List<String> arguments, Terminal terminal, Retry retry) throws InterruptedException {
        try {
            if (arguments.isEmpty()) {
                throw CommandFailed.wrongInput("Name a command: " + String.join(", ", COMMANDS));
            }
            List<String> rest = arguments.subList(1, arguments.size());
            return switch (arguments.getFirst()) {
                case "token" -> TokenCommand.run(rest, terminal);
                case "status" -> StatusCommand.run(rest, terminal);
                case "import" -> runImport(rest, terminal, retry);
                case "export" -> ExportCommand.run(rest, terminal);
                default ->
                    throw CommandFailed.wrongInput("Unknown command " + arguments.getFirst()
                            + NearMatch.hint(arguments.getFirst(), COMMANDS) + "; ./infra/cauce help lists them");
            };
        } catch (CommandFailed failed) {
            terminal.err().println(failed.text());
            return failed.exitCode();
        } catch (InvalidPathException e) {
            terminal.err().println("No file can have the name that was given: " + e.getReason());
            return CommandFailed.WRONG_INPUT;
        }
    }

    private static int runImport(List<String> arguments, Terminal terminal, Retry retry) throws InterruptedException {
        Set<String> withValue = new HashSet<>(ServerOptions.NAMES);
        withValue.addAll(ImportCommand.WITH_VALUE);
        Options options = Options.parse(arguments, withValue, ImportCommand.FLAGS);
        ServerOptions server = new ServerOptions(options, terminal);
        return new ImportCommand(options, terminal, () -> new CauceApi(server.url(), server.tokens("workflow"), retry))
                .run();
    }
}
