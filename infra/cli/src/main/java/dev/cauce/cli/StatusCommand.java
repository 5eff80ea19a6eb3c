package dev.cauce.cli;

import dev.cauce.cli.api.ApiAnswer;
import dev.cauce.cli.api.CauceApi;
import dev.cauce.cli.api.Retry;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code status}: the position of the event store and how far each projection is behind it. Exit code 3 when it is
 * down.
 */
final class StatusCommand {
    private StatusCommand() {}

    static int run(List<String> arguments, Terminal terminal) throws InterruptedException {
        Options options = Options.parse(arguments, ServerOptions.NAMES, Set.of());
        ServerOptions server = new ServerOptions(options, terminal);
        try (CauceApi api = new CauceApi(server.url(), server.tokens("auditor"), Retry.none())) {
            ApiAnswer answer = api.get("/v1/admin/projections");
            if (answer.status() == 403 || answer.status() == 404) {
                terminal.out()
                        .println("Cauce is up at " + server.url() + "; of its projections it tells this token nothing ("
                                + answer.code() + ")");
                return 0;
            }
            if (!answer.ok()) {
                throw CommandFailed.serverAway("Cauce answers at " + server.url() + " but tells nothing ("
                        + answer.code() + "): " + answer.message());
            }
            if (!answer.body().path("items").isArray()) {
                throw CommandFailed.serverAway(
                        "Something answers at " + server.url() + " and it is not Cauce; is --url right?");
            }
            print(server, answer.body().path("items"), terminal);
            return 0;
        }
    }

    private static void print(ServerOptions server, JsonNode projections, Terminal terminal) {
        long head = -1;
        Set<String> odd = new HashSet<>();
        int width = "projection".length();
        for (JsonNode projection : projections) {
            head = Math.max(head, projection.path("head").asLong(-1));
            width = Math.max(width, projection.path("name").asString("").length());
        }
        terminal.out().printf(Locale.ROOT, "Cauce is up at %s, position %,d%n%n", server.url(), head);
        String line = "%-" + width + "s  %-9s  %12s  %12s  %s%n";
        terminal.out().printf(Locale.ROOT, line, "projection", "state", "position", "behind", "dead letters");
        for (JsonNode projection : projections) {
            String name = projection.path("name").asString("");
            String state = projection.path("state").asString("");
            long dead = projection.path("deadLetters").asLong(0);
            if (!Set.of("RUNNING", "REPLAYING").contains(state) || dead > 0) {
                odd.add(name);
            }
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            line,
                            name,
                            state,
                            String.format(
                                    Locale.ROOT,
                                    "%,d",
                                    projection.path("position").asLong(-1)),
                            String.format(
                                    Locale.ROOT, "%,d", projection.path("lag").asLong(0)),
                            dead == 0 ? "-" : Long.toString(dead));
            if (projection.path("error").isString()) {
                terminal.out().println("  " + projection.path("error").asString());
            }
        }
        if (!odd.isEmpty()) {
            terminal.out()
                    .println("\nNot well: "
                            + String.join(", ", odd.stream().sorted().toList()));
        }
    }
}
