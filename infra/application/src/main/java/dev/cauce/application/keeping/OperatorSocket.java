package dev.cauce.application.keeping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the orders of whoever owns the data folder while the application runs: over a socket of the operating system in
 * a folder that only that user may enter. The file {@code operator} in the data folder says where it is, since a
 * socket's own path may have about a hundred characters at most.
 *
 * <p>An order is a line of words parted by tabs; the answer is lines, the last of which is {@code exit} and a code.
 */
final class OperatorSocket implements AutoCloseable {

    static final String POINTER = "operator";

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSocket.class);
    private static final int MOST_CHARACTERS = 16_384;
    private static final String EXIT = "exit ";

    private final Path pointer;
    private final Path folder;
    private final ServerSocketChannel server;

    /** @param orders carries an order out, says lines, and answers with an exit code */
    OperatorSocket(Path home, BiFunction<List<String>, Consumer<String>, Integer> orders) {
        pointer = home.resolve(POINTER);
        try {
            forget(pointer);
            folder = Files.createTempDirectory("cauce-operator");
            Path socket = folder.resolve("socket");
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            Folders.write(pointer, socket.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException("No socket for the operator can be made", failure);
        }
        Thread.ofVirtual().name("operator").start(() -> accept(orders));
    }

    /** What a killed process left. */
    private static void forget(Path pointer) throws IOException {
        try {
            Path left = Path.of(Files.readString(pointer).strip());
            Files.deleteIfExists(left);
            Path parent = left.getParent();
            if (parent != null && String.valueOf(parent.getFileName()).startsWith("cauce-operator")) {
                Files.deleteIfExists(parent);
            }
        } catch (NoSuchFileException nothingLeft) {
            LOG.debug("No socket was left at {}", pointer);
        }
    }

    private void accept(BiFunction<List<String>, Consumer<String>, Integer> orders) {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                serve(client, orders);
            } catch (ClosedChannelException stopped) {
                return;
            } catch (IOException gone) {
                LOG.info(
                        "Whoever gave an order went away before its answer: {}",
                        gone.getClass().getSimpleName());
            }
        }
    }

    private static void serve(SocketChannel client, BiFunction<List<String>, Consumer<String>, Integer> orders)
            throws IOException {
        BufferedReader in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(Channels.newWriter(client, StandardCharsets.UTF_8), true);
        StringBuilder order = new StringBuilder();
        for (int read = in.read(); read >= 0 && read != '\n' && order.length() < MOST_CHARACTERS; read = in.read()) {
            order.append((char) read);
        }
        LOG.info("Operator: {}", order.toString().replace('\t', ' '));
        out.println(EXIT + orders.apply(List.of(order.toString().split("\t")), out::println));
    }

    /**
     * Gives an order to the application that runs on a data folder.
     *
     * @return its exit code; -1 where none runs there
     */
    static int order(Path home, List<String> words, Consumer<String> said) {
        Path socket;
        try {
            socket = Path.of(Files.readString(home.resolve(POINTER)).strip());
        } catch (IOException notRunning) {
            return -1;
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            PrintWriter out = new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), true);
            out.print(String.join("\t", words) + "\n");
            out.flush();
            BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(EXIT)) {
                    return Integer.parseInt(line.substring(EXIT.length()));
                }
                said.accept(line);
            }
            throw new KeepingFailed("Cauce went away before it was done; its log says why.");
        } catch (IOException nobodyListens) {
            return -1;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(pointer);
            Files.deleteIfExists(folder.resolve("socket"));
            Files.deleteIfExists(folder);
        } catch (IOException failure) {
            LOG.warn("The operator's socket could not be removed: {}", failure.getMessage());
        }
    }
}
