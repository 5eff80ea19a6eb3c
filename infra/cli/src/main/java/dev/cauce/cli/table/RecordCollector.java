package dev.cauce.cli.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the cells of one record and keeps no more of a cell than the limit, nor more cells than there can be, so that
 * a hostile record costs no more memory than the parser's own buffer.
 */
final class RecordCollector extends AbstractBaseCsvCallbackHandler<RecordCollector.CsvRecord> {
    /** Characters in one cell. */
    static final int LONGEST_CELL = 64 * 1024;

    private static final int MOST_CELLS = 4096;

    private List<String> cells = new ArrayList<>();
    private int count;
    private int tooLong = -1;
    private int lineFeeds;
    private long startsIn = 1;

    /**
     * What was found.
     *
     * @param line the line it starts in, counted from where reading began
     * @param lastLine the line it ends in
     * @param cells the first 4,096 of them, each cut off at the limit
     * @param count how many there were
     * @param tooLong index of the first cell above the limit, or -1
     */
    record CsvRecord(long line, long lastLine, List<String> cells, int count, int tooLong) {}

    /** The line of the record that is being read: where a parser that gave up had begun. */
    long startsIn() {
        return startsIn;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        startsIn = startingLineNumber;
        cells = new ArrayList<>();
        count = 0;
        tooLong = -1;
        lineFeeds = 0;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        count = index + 1;
        if (length > LONGEST_CELL && tooLong < 0) {
            tooLong = index;
        }
        if (quoted) {
            for (int i = offset; i < offset + length; i++) {
                if (buffer[i] == '\n') {
                    lineFeeds++;
                }
            }
        }
        if (index < MOST_CELLS) {
            cells.add(new String(buffer, offset, Math.min(length, LONGEST_CELL)));
        }
    }

    @Override
    protected CsvRecord buildRecord() {
        return new CsvRecord(startsIn, startsIn + lineFeeds, cells, count, tooLong);
    }
}
