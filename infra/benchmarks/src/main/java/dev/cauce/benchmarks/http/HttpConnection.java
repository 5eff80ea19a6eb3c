package dev.cauce.benchmarks.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One kept-alive connection that sends bytes made beforehand and reads answers, no more than HTTP/1.1 asks for. The
 * load generator shares the processor with what it measures; a full client would cost more than some of the answers.
 */
final class HttpConnection implements Closeable {

    private static final int LONGEST_LINE = 16 * 1024;

    private final int port;
    private Socket socket;
    private OutputStream out;
    private InputStream in;
    private boolean closing;
    private final byte[] line = new byte[LONGEST_LINE];
    private byte[] body = new byte[0];

    HttpConnection(int port) throws IOException {
        this.port = port;
        this.socket = connected(port);
        this.out = socket.getOutputStream();
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** A server may end a connection after so many requests, and says so. */
    private void connectAgain() throws IOException {
        socket.close();
        socket = connected(port);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        closing = false;
    }

    /** Sends the request and reads the whole answer; its status. */
    int send(byte[] request) throws IOException {
        if (closing) {
            connectAgain();
        }
        out.write(request);
        String status = line();
        int length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.equalsIgnoreCase("Connection: close")) {
                closing = true;
            } else if (header.equalsIgnoreCase("Transfer-Encoding: chunked")) {
                chunked = true;
            }
        }
        body = chunked ? chunks() : read(Math.max(0, length));
        return Integer.parseInt(status.substring(9, 12));
    }

    /** The body of the last answer. */
    String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private byte[] chunks() throws IOException {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            all.write(read(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The server closed the connection within an answer");
        }
        return bytes;
    }

    private String line() throws IOException {
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server closed the connection");
            }
            line[length++] = (byte) next;
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
