package dev.cauce.cli.table;

import java.util.List;

/** One record of the file, sound or not. */
public sealed interface TableRow {
    /** The line it starts in; the header is line 1. */
    long line();

    /** A record with as many cells as there are columns. */
    record Sound(long line, List<String> cells) implements TableRow {
        public Sound {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A record that cannot be read as a row.
     *
     * @param column the column at fault, empty when it is the row as a whole
     * @param code stable, upper case: {@code RAGGED_ROW}, {@code CELL_TOO_LONG}, {@code QUOTES_WRONG}
     * @param message what is wrong and how to mend it; it quotes no cell
     */
    record Broken(long line, String column, String code, String message) implements TableRow {}
}
