package dev.cauce.application;

import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The Axon Server that the environment names, and the settings of processes that share it. The token and the file with
 * the certificate (or that of who signed it) come from the environment too.
 */
public final class RealAxonServer {

    static final String ADDRESS = "CAUCE_AXONSERVER";
    static final String TOKEN = "CAUCE_AXONSERVER_TOKEN";
    static final String CERTIFICATE = "CAUCE_AXONSERVER_CA";
    /** The variable with the shell command that restarts the server, and ends once it is up again. */
    public static final String RESTART = "CAUCE_AXONSERVER_RESTART";

    private static final AtomicReference<@Nullable EmbeddedDocumentStore> SHARED = new AtomicReference<>();

    private RealAxonServer() {}

    public static boolean isNamed() {
        return !variable(ADDRESS).isEmpty();
    }

    public static boolean canRestart() {
        return !variable(RESTART).isEmpty();
    }

    /** Restarts it, by the command that the environment names. */
    public static Process restart() throws IOException {
        return new ProcessBuilder("sh", "-c", variable(RESTART))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name)).orElse("").strip();
    }

    /**
     * What processes of the distributed topology have in common, as {@code name=value}.
     *
     * @param documents stands in for a MongoDB replica set, whose wire protocol it speaks
     * @throws IllegalStateException where others of this run have another store: they would handle each other's
     *     messages
     */
    public static List<String> settings(EmbeddedDocumentStore documents) {
        if (SHARED.compareAndExchange(null, documents) instanceof EmbeddedDocumentStore other && other != documents) {
            throw new IllegalStateException(
                    "Others of this run use the Axon Server with documents of their own: run this class by itself, on an empty server.");
        }
        List<String> settings = new ArrayList<>(List.of(
                "spring.profiles.active=axon-server",
                "axon.axonserver.servers=" + variable(ADDRESS),
                "axon.axonserver.token=" + variable(TOKEN),
                "spring.mongodb.uri=" + documents.connectionString("cauce"),
                "cauce.keys.master=1:"
                        + Base64.getEncoder()
                                .encodeToString(
                                        "the wrapping key of the tests 01".getBytes(StandardCharsets.US_ASCII))));
        if (!variable(CERTIFICATE).isEmpty()) {
            settings.add("axon.axonserver.cert-file=" + variable(CERTIFICATE));
        }
        return settings;
    }
}
