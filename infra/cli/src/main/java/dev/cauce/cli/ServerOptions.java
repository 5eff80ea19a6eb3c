package dev.cauce.cli;

import static dev.cauce.cli.CommandFailed.wrongInput;

import dev.cauce.cli.api.ClientCredentials;
import dev.cauce.cli.api.DemoClient;
import dev.cauce.cli.api.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Which server, and as whom: options that several commands share, each with a variable that stands in for it. */
final class ServerOptions {
    /** Names of the options. */
    static final Set<String> NAMES = Set.of("url", "data", "token", "token-file");

    private final Options options;
    private final Terminal terminal;

    ServerOptions(Options options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** {@code --url}, {@code CAUCE_URL}, or port 8080 of this machine. */
    URI url() {
        String text =
                options.value("url").or(() -> terminal.variable("CAUCE_URL")).orElse("http://127.0.0.1:8080");
        try {
            URI url = URI.create(text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as for another scheme.
        }
        throw wrongInput("--url must be an address such as http://127.0.0.1:8080 or https://cauce.example");
    }

    /** {@code --data}, {@code CAUCE_HOME}, or {@code .cauce} below the working folder. */
    Path data() {
        return Path.of(
                options.value("data").or(() -> terminal.variable("CAUCE_HOME")).orElse(".cauce"));
    }

    /**
     * The token given ({@code --token-file}, {@code --token}, {@code CAUCE_TOKEN}), or else one of the data folder's
     * demo client with the role.
     */
    TokenSource tokens(String role) {
        Optional<String> given = options.value("token-file")
                .map(ServerOptions::read)
                .or(() -> options.value("token"))
                .or(() -> terminal.variable("CAUCE_TOKEN"));
        if (given.isEmpty()) {
            return new ClientCredentials(url(), DemoClient.of(data(), role), false);
        }
        String token = given.get().strip();
        if (!token.matches("[A-Za-z0-9._~+/=-]+")) {
            throw wrongInput("The token holds characters that no token holds; give the token alone, without 'Bearer'");
        }
        return TokenSource.fixed(token);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw wrongInput("The token file " + file + " cannot be read; check its name and permissions");
        }
    }
}
