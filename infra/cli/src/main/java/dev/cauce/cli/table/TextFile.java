package dev.cauce.cli.table;

import static dev.cauce.cli.CommandFailed.wrongInput;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that has been read through once and found to be text in a known encoding, so that nothing is sent before that
 * is certain. A byte order mark decides (UTF-8, UTF-16); without one it is the encoding asked for, or UTF-8.
 *
 * @param path where it is
 * @param charset its encoding
 * @param markLength bytes of the byte order mark at its start
 * @param lines line feeds in it, counting a last line without one
 */
public record TextFile(Path path, Charset charset, int markLength, long lines) {
    private static final int BLOCK = 64 * 1024;

    /**
     * Checks the whole file.
     *
     * @param encoding the one asked for, or null for UTF-8
     * @throws dev.cauce.cli.CommandFailed when it is missing, empty, binary or in another encoding; the message says
     *     how to mend it
     */
    public static TextFile check(Path path, @Nullable Charset encoding) {
        if (Files.isDirectory(path)) {
            throw wrongInput(path + " is a folder; name a CSV file");
        }
        if (!Files.exists(path)) {
            throw wrongInput("There is no file " + path + "; check its name, and the folder you are in");
        }
        if (!Files.isRegularFile(path)) {
            throw wrongInput(
                    path + " is a pipe or a device, and the file is read twice (once to check it); save it first");
        }
        if (!Files.isReadable(path)) {
            throw wrongInput(path + " may not be read by you; change its permissions (chmod u+r)");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(8);
            if (start.length == 0) {
                throw wrongInput(
                        path + " is empty: it needs a first line with the names of the columns, and rows below");
            }
            refuseKnownBinaries(path, start);
            ByteOrderMark mark = ByteOrderMark.of(start);
            Charset charset = mark != null ? mark.charset : encoding != null ? encoding : StandardCharsets.UTF_8;
            int markLength = mark != null ? mark.length : 0;
            return new TextFile(path, charset, markLength, decodeAll(path, charset, markLength, encoding == null));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Its text from the start, without the byte order mark. */
    BufferedReader open() {
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(path), BLOCK);
            in.skipNBytes(markLength);
            return new BufferedReader(new InputStreamReader(in, charset), BLOCK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException unreadable(Path path, IOException e) {
        return wrongInput(path + " cannot be read: " + e.getClass().getSimpleName());
    }

    private static long decodeAll(Path path, Charset charset, int markLength, boolean encodingAssumed)
            throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        CharBuffer chars = CharBuffer.allocate(BLOCK);
        long lineFeeds = 0;
        boolean openLine = false;
        boolean ended = false;
        try (InputStream in = Files.newInputStream(path)) {
            in.skipNBytes(markLength);
            while (!ended) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                ended = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                CoderResult result;
                do {
                    result = decoder.decode(bytes, chars, ended);
                    chars.flip();
                    for (int i = 0; i < chars.length(); i++) {
                        char c = chars.charAt(i);
                        if (c == '\n') {
                            lineFeeds++;
                            openLine = false;
                        } else {
                            openLine = true;
                            if (c == 0) {
                                throw holdsNul(path, lineFeeds + 1);
                            }
                        }
                    }
                    chars.clear();
                    if (result.isError()) {
                        throw wrongEncoding(path, charset, lineFeeds + 1, bytes.get(bytes.position()), encodingAssumed);
                    }
                } while (result.isOverflow());
                bytes.compact();
            }
        }
        long lines = lineFeeds + (openLine ? 1 : 0);
        if (lines == 0) {
            throw wrongInput(
                    path + " holds nothing but a byte order mark; it needs a line with column names, and rows");
        }
        return lines;
    }

    private static RuntimeException wrongEncoding(
            Path path, Charset charset, long line, byte found, boolean encodingAssumed) {
        String where = "%s, line %d: byte 0x%02X is not %s".formatted(path, line, found, charset.name());
        return wrongInput(
                encodingAssumed
                        ? where + ", so the file has another encoding (Excel often writes windows-1252):"
                                + " add --encoding windows-1252, or save the file as UTF-8"
                        : where + ": the file has another encoding; give the right one with --encoding");
    }

    private static RuntimeException holdsNul(Path path, long line) {
        return wrongInput(
                path + ", line " + line + ": holds NUL characters, so it is a binary file, or UTF-16 without a"
                        + " byte order mark (then add --encoding UTF-16LE or UTF-16BE)");
    }

    private static void refuseKnownBinaries(Path path, byte[] start) {
        String kind = startsWith(start, 'P', 'K', 3, 4)
                ? "a ZIP archive or an Excel or OpenDocument table: unpack it, or save the table as CSV (UTF-8)"
                : startsWith(start, 0xD0, 0xCF, 0x11, 0xE0)
                        ? "an old Excel table: save it as CSV (UTF-8)"
                        : startsWith(start, 0x1F, 0x8B)
                                ? "packed with gzip: unpack it first (gunzip)"
                                : startsWith(start, '%', 'P', 'D', 'F')
                                        ? "a PDF: export the table as CSV"
                                        : startsWith(start, 'P', 'A', 'R', '1')
                                                ? "a Parquet file: export the table as CSV"
                                                : null;
        if (kind != null) {
            throw wrongInput(path + " is no CSV but " + kind);
        }
    }

    private static boolean startsWith(byte[] start, int... signature) {
        for (int i = 0; i < signature.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private record ByteOrderMark(Charset charset, int length) {
        static @Nullable ByteOrderMark of(byte[] start) {
            if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
                return new ByteOrderMark(StandardCharsets.UTF_8, 3);
            }
            if (startsWith(start, 0xFE, 0xFF)) {
                return new ByteOrderMark(StandardCharsets.UTF_16BE, 2);
            }
            return startsWith(start, 0xFF, 0xFE) ? new ByteOrderMark(StandardCharsets.UTF_16LE, 2) : null;
        }
    }
}
