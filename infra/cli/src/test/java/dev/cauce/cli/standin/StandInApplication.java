package dev.cauce.cli.standin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Stands where the server's jar stands, for tests of the launcher: takes a port, says what it was told, ends on a
 * signal.
 */
public final class StandInApplication {
    private StandInApplication() {}

    public static void main(String[] arguments) throws IOException {
        if ("tools".equals(System.getProperty("jarmode"))) {
            extract(Path.of(arguments[2]));
            return;
        }
        if ("onRefresh".equals(System.getProperty("spring.context.exit"))) {
            return;
        }
        Path data = Path.of(value(arguments, "--cauce.home="));
        int port = Integer.parseInt(value(arguments, "--server.port="));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.writeString(data.resolve("ended-cleanly"), "yes");
            } catch (IOException e) {
                System.err.println("not written: " + e);
            }
        }));
        System.out.println("up " + Arrays.toString(arguments));
        System.out.println("from " + System.getProperty("java.class.path"));
        System.out.println("java " + Runtime.version().feature());
    }

    /** As Spring Boot's tools do it, but only where the folder says so: most tests need no second copy. */
    private static void extract(Path destination) throws IOException {
        if (!Files.exists(Path.of("may-extract"))) {
            throw new IOException("not here");
        }
        Path jar = Path.of(System.getProperty("java.class.path"));
        Files.createDirectories(destination);
        Files.copy(jar, destination.resolve(jar.getFileName()));
    }

    private static String value(String[] arguments, String name) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(name))
                .map(argument -> argument.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }
}
