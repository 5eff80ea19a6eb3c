package dev.cauce.cli.table;

import static dev.cauce.cli.CommandFailed.wrongInput;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.cauce.cli.NearMatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file (RFC 4180, by FastCSV) with a header, read row by row. A record that cannot be read comes as
 * {@link TableRow.Broken} and reading goes on: where a quotation mark swallowed the lines below it, they are read again
 * as rows of their own.
 */
public final class CsvTable implements Iterable<TableRow> {
    /** Characters the parser buffers for one record; a longer one is broken and reading goes on with the next line. */
    static final int LONGEST_RECORD = 32 * 1024 * 1024;

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private final TextFile file;
    private final char delimiter;
    private final List<String> columns;
    private final long headerLine;

    private CsvTable(TextFile file, char delimiter, List<String> columns, long headerLine) {
        this.file = file;
        this.delimiter = delimiter;
        this.columns = List.copyOf(columns);
        this.headerLine = headerLine;
    }

    /**
     * Reads the header.
     *
     * @param delimiter what parts the cells; null for the one of {@code , ; tab |} with which most wanted columns are
     *     found
     * @param wanted the columns that will be asked for
     * @throws dev.cauce.cli.CommandFailed when there is no header, or it is ambiguous
     */
    public static CsvTable open(TextFile file, @Nullable Character delimiter, Collection<String> wanted) {
        CsvTable best = header(file, delimiter != null ? delimiter : DELIMITERS[0]);
        if (delimiter == null) {
            for (char candidate : DELIMITERS) {
                CsvTable other = header(file, candidate);
                if (other.found(wanted) > best.found(wanted)) {
                    best = other;
                }
            }
        }
        if (!wanted.isEmpty() && best.found(wanted) == 0) {
            // The line is not shown: without a header it holds a customer's data.
            throw wrongInput(
                    "%s: its first line names none of the columns of the mapping (%s). Either the file has no header:"
                                    .formatted(file.path(), shortened(wanted))
                            + " put a line with the columns' names on top; or the mapping is for another file"
                            + (delimiter == null ? "" : "; or the delimiter is not the mapping's"));
        }
        best.refuseAmbiguousHeader();
        return best;
    }

    /** Names of the columns in their order; a column without a name is an empty string. */
    public List<String> columns() {
        return columns;
    }

    /** Lines of the file, header included: what progress is measured against. */
    public long lines() {
        return file.lines();
    }

    /** What is to be said of a column that is not there. */
    public String missing(String column) {
        return "the file has no column '" + column + "'"
                + NearMatch.hint(column, columns)
                + " (its columns: "
                + shortened(columns)
                + ")";
    }

    @Override
    public Iterator<TableRow> iterator() {
        return new Rows();
    }

    private long found(Collection<String> wanted) {
        return wanted.stream().filter(columns::contains).count();
    }

    private void refuseAmbiguousHeader() {
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!column.isEmpty() && !seen.add(column)) {
                throw wrongInput(file.path() + ", line " + headerLine + ": two columns are named '" + column
                        + "'; give each a name of its own");
            }
        }
    }

    private static String shortened(Collection<String> names) {
        List<String> shown = names.stream()
                .filter(name -> !name.isEmpty())
                .limit(30)
                .map(name -> name.length() > 40 ? name.substring(0, 40) + "…" : name)
                .toList();
        return String.join(", ", shown) + (names.size() > shown.size() ? ", …" : "");
    }

    private static CsvTable header(TextFile file, char delimiter) {
        RecordCollector collector = new RecordCollector();
        try (CloseableIterator<RecordCollector.CsvRecord> records =
                parser(delimiter).build(collector, file.open()).iterator()) {
            if (!records.hasNext()) {
                throw wrongInput(file.path() + " holds blank lines only; it needs a line with column names, and rows");
            }
            RecordCollector.CsvRecord header = records.next();
            if (header.tooLong() >= 0) {
                throw wrongInput(
                        file.path() + ", line 1: a column's name is longer than " + RecordCollector.LONGEST_CELL
                                + " characters, so this is no header; put a line with the columns' names on top");
            }
            return new CsvTable(
                    file, delimiter, header.cells().stream().map(String::strip).toList(), header.line());
        } catch (CsvParseException e) {
            throw wrongInput(file.path() + ", line 1: a quotation mark in the header is never closed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CsvReader.CsvReaderBuilder parser(char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .detectBomHeader(false)
                .maxBufferSize(LONGEST_RECORD);
    }

    private final class Rows implements Iterator<TableRow> {
        private final RewindableText text;
        private RecordCollector collector = new RecordCollector();
        private Iterator<RecordCollector.CsvRecord> records;
        private long linesBefore;
        private @Nullable TableRow next;

        Rows() {
            text = new RewindableText(file.open());
            records = parser(delimiter).build(collector, text).iterator();
            // The header once more, so that lines are counted from the start of the file.
            records.next();
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = read();
            }
            return next != null;
        }

        @Override
        public TableRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            TableRow row = next;
            next = null;
            return Objects.requireNonNull(row);
        }

        private @Nullable TableRow read() {
            try {
                if (!records.hasNext()) {
                    text.close();
                    return null;
                }
                return judge(records.next());
            } catch (CsvParseException e) {
                long line = linesBefore + collector.startsIn();
                readAgainFrom(line + 1);
                return new TableRow.Broken(
                        line,
                        "",
                        "QUOTES_WRONG",
                        "the quotation marks do not add up (one is never closed, or text follows a closing one, or the row is above "
                                + LONGEST_RECORD
                                + " characters): close them, and double those that belong to the text");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private TableRow judge(RecordCollector.CsvRecord row) {
            long line = linesBefore + row.line();
            if (row.count() != columns.size()) {
                boolean swallowed = row.lastLine() > row.line();
                long lastLine = linesBefore + row.lastLine();
                if (swallowed) {
                    readAgainFrom(line + 1);
                }
                return new TableRow.Broken(
                        line,
                        "",
                        "RAGGED_ROW",
                        "has %d cells, the header has %d: ".formatted(row.count(), columns.size())
                                + (swallowed
                                        ? "a quotation mark runs on to line " + lastLine
                                                + "; close it, or double it where it belongs to the text"
                                        : "put cells that contain the delimiter in quotation marks, add what is missing"));
            }
            text.forgetBefore(line);
            if (row.tooLong() >= 0) {
                return new TableRow.Broken(
                        line,
                        columns.get(row.tooLong()),
                        "CELL_TOO_LONG",
                        "is longer than " + RecordCollector.LONGEST_CELL + " characters: shorten it");
            }
            return new TableRow.Sound(line, row.cells());
        }

        /** The parser counts lines from where it begins; what stands before is added to its count. */
        private void readAgainFrom(long line) {
            text.rewindTo(line);
            linesBefore = line - 1;
            collector = new RecordCollector();
            records = parser(delimiter).build(collector, text).iterator();
        }
    }
}
