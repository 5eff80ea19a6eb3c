package dev.cauce.application;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sends bytes that no HTTP client would send, and reads what comes back. */
public final class RawHttp {

    private static final int SHORT_MILLIS = 300;
    private static final int TIMEOUT_MILLIS = 15_000;

    private RawHttp() {}

    /** Headers by name in lower case; status 0 where the answer has none. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    public static Answer send(int port, String request) {
        return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static Answer send(int port, byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            return read(socket.getInputStream());
        } catch (IOException cause) {
            throw new AssertionError("No answer", cause);
        }
    }

    /** Sends, reads the first byte if there is one before a while has passed, and is gone. */
    public static void leaveEarly(int port, String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0);
            socket.setSoTimeout(SHORT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            if (socket.getInputStream().read() < 0) {
                throw new AssertionError("The server left first");
            }
        } catch (SocketTimeoutException nothingYet) {
            // It waits for the rest of the request, which never comes.
        } catch (IOException cause) {
            throw new AssertionError("Could not send", cause);
        }
    }

    /**
     * As {@link #send}, saying at its end that nothing more will come; empty when the server hung up without a word.
     */
    public static Optional<Answer> sendAndEnd(int port, byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            socket.shutdownOutput();
            PushbackInputStream in = new PushbackInputStream(socket.getInputStream());
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            in.unread(first);
            if (first != 'H') {
                // A request line without a version is taken for HTTP/0.9, whose answers have no head.
                return Optional.of(new Answer(0, Map.of(), new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
            return Optional.of(read(in));
        } catch (SocketException reset) {
            // The server refused what was still on its way.
            return Optional.empty();
        } catch (IOException cause) {
            throw new AssertionError("No answer", cause);
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String[] head = readHead(in).split("\r\n");
        String[] statusLine = head[0].split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int line = 1; line < head.length; line++) {
            int colon = head[line].indexOf(':');
            headers.put(
                    head[line].substring(0, colon).toLowerCase(Locale.ROOT),
                    head[line].substring(colon + 1).strip());
        }
        byte[] body = headers.containsKey("content-length")
                ? in.readNBytes(Integer.parseInt(headers.get("content-length")))
                : in.readAllBytes();
        return new Answer(Integer.parseInt(statusLine[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int state = 0;
        while (state < 4) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("Closed in the middle of: " + head);
            }
            head.write(read);
            state = read == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
