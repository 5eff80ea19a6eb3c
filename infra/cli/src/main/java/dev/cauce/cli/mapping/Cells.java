package dev.cauce.cli.mapping;

import java.util.List;
import java.util.Map;

/** The cells of one row by their column's name. */
public final class Cells {
    private final Map<String, Integer> index;
    private final List<String> values;

    /**
     * @param index position of each column
     * @param values as many as there are columns
     */
    public Cells(Map<String, Integer> index, List<String> values) {
        this.index = index;
        this.values = values;
    }

    /**
     * The cell without the blanks around it; empty when blank. The column must exist: the mapping was held against the
     * header.
     */
    public String get(String column) {
        Integer position = index.get(column);
        if (position == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return values.get(position).strip();
    }
}
