package dev.cauce.cli;

import dev.cauce.cli.api.ClientCredentials;
import dev.cauce.cli.api.DemoClient;
import java.util.List;
import java.util.Set;

/**
 * {@code token ROLE}: prints an access token of the embedded identity server, and nothing else, for use in
 * {@code $(…)}.
 */
final class TokenCommand {
    private TokenCommand() {}

    static int run(List<String> arguments, Terminal terminal) {
        Options options = Options.parse(arguments, Set.of("url", "data"), Set.of("strong"));
        if (options.words().size() != 1) {
            throw CommandFailed.wrongInput(
                    "Name one role: ./infra/cauce token admin (or success, finance, marketing, support,"
                            + " auditor, workflow, customer)");
        }
        ServerOptions server = new ServerOptions(options, terminal);
        DemoClient client = DemoClient.of(server.data(), options.words().getFirst());
        terminal.out().println(new ClientCredentials(server.url(), client, options.flag("strong")).token());
        return 0;
    }
}
