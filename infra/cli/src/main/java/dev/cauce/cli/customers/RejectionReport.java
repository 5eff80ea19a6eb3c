package dev.cauce.cli.customers;

import static dev.cauce.cli.CommandFailed.wrongInput;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of what was turned down: {@code line, column, code, message} as CSV, or as JSON lines when its name ends in
 * {@code .jsonl} or {@code .ndjson}. Made with the first rejection, so that a clean import leaves none; what an earlier
 * run left is removed then. It quotes no cell.
 */
final class RejectionReport implements AutoCloseable {
    private final Path file;
    private final boolean jsonLines;
    private final JsonMapper json = new JsonMapper();
    private @Nullable Writer text;
    private @Nullable CsvWriter csv;

    /** @throws dev.cauce.cli.CommandFailed when the file cannot be written there */
    RejectionReport(Path file) {
        this.file = file;
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        this.jsonLines = name.endsWith(".jsonl") || name.endsWith(".ndjson");
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw wrongInput(
                    "The report of rejected rows cannot be written to " + file + "; name another place with --report");
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    Path file() {
        return file;
    }

    /** Written through to the file, so that it is there when the import is interrupted. */
    void add(Rejection rejection) {
        try {
            Writer out = open();
            if (jsonLines) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("line", rejection.line());
                fields.put("column", rejection.column());
                fields.put("code", rejection.code());
                fields.put("message", rejection.message());
                out.write(json.writeValueAsString(fields));
                out.write('\n');
            } else if (csv != null) {
                csv.writeRecord(
                        Long.toString(rejection.line()), rejection.column(), rejection.code(), rejection.message());
            }
            out.flush();
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() {
        try {
            if (text != null) {
                text.close();
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Writer open() throws IOException {
        Writer opened = text;
        if (opened == null) {
            opened = Files.newBufferedWriter(file);
            text = opened;
            if (!jsonLines) {
                csv = CsvWriter.builder().autoFlush(true).build(opened);
                csv.writeRecord("line", "column", "code", "message");
            }
        }
        return opened;
    }

    private RuntimeException unwritable(Exception e) {
        return wrongInput("The report of rejected rows cannot be written to " + file + " ("
                + e.getClass().getSimpleName()
                + "): is the disk full? The import stopped; free some space, or name another place with --report, and run the"
                + " same command again: what is in stays, and nothing is sent twice");
    }
}
