package dev.cauce.cli.mapping;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one field of a customer comes out of a row.
 *
 * @param path its key in the mapping, as {@code subscription.price}
 * @param line of the mapping file
 * @param source where the text comes from
 * @param values what the text becomes, when not empty; a text without an entry refuses the row
 * @param fallback the text when the cell is blank, or null
 * @param format how a date is written (a {@link java.time.format.DateTimeFormatter} pattern), or null for ISO 8601
 * @param decimal the decimal mark of an amount
 */
public record FieldRule(
        String path,
        int line,
        Source source,
        Map<String, String> values,
        @Nullable String fallback,
        @Nullable String format,
        char decimal) {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");

    /** Where a text comes from. */
    public sealed interface Source {
        /** The columns it reads. */
        List<String> columns();
    }

    /** The cell of a column. */
    public record Column(String name) implements Source {
        @Override
        public List<String> columns() {
            return List.of(name);
        }
    }

    /** The same for every row. */
    public record Constant(String text) implements Source {
        @Override
        public List<String> columns() {
            return List.of();
        }
    }

    /** A text with {@code {column}} in it. A blank cell among them makes the whole blank. */
    public record Template(String text) implements Source {
        @Override
        public List<String> columns() {
            List<String> columns = new ArrayList<>();
            Matcher matcher = PLACE.matcher(text);
            while (matcher.find()) {
                columns.add(matcher.group(1).strip());
            }
            return List.copyOf(columns);
        }
    }

    /**
     * The as-of date, or so many months, days or years before it.
     *
     * @param amount a whole number, or the column that holds it; null for the date itself
     */
    public record AsOf(@Nullable Source amount, ChronoUnit unit) implements Source {
        @Override
        public List<String> columns() {
            return amount == null ? List.of() : amount.columns();
        }
    }

    /** What a report names as the place of the fault: the columns read, or the mapping's key when there are none. */
    public String place() {
        List<String> columns = source.columns();
        return columns.isEmpty() ? path : String.join("+", columns);
    }

    /**
     * The text for a row; empty when blank and there is no fallback.
     *
     * @param asOf the date that derived dates count from; null is allowed for other sources
     * @throws CellRefused when the text has no entry among the values, or a number of months is none
     */
    public String text(Cells cells, @Nullable LocalDate asOf) {
        String found = switch (source) {
            case Column column -> cells.get(column.name());
            case Constant constant -> constant.text();
            case Template template -> fill(template.text(), cells);
            case AsOf derived -> derive(derived, cells, asOf);
        };
        if (found.isEmpty()) {
            return fallback == null ? "" : fallback;
        }
        if (values.isEmpty()) {
            return found;
        }
        String mapped = values.get(found);
        if (mapped == null) {
            throw new CellRefused(
                    place(),
                    "VALUE_NOT_MAPPED",
                    "has a value of the shape " + CellRefused.shape(found) + " that 'values' of " + path
                            + " does not list (line " + line + " of the mapping; it lists "
                            + String.join(", ", values.keySet()) + "): add it there, or correct the cell");
        }
        return mapped;
    }

    /** As {@link #text}, refusing a blank. */
    public String required(Cells cells, @Nullable LocalDate asOf) {
        String text = text(cells, asOf);
        if (text.isEmpty()) {
            throw new CellRefused(
                    place(),
                    "CELL_BLANK",
                    "is blank, and " + path + " is needed: fill it, or give a 'default' in the mapping");
        }
        return text;
    }

    private static String fill(String template, Cells cells) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = PLACE.matcher(template);
        while (matcher.find()) {
            String cell = cells.get(matcher.group(1).strip());
            if (cell.isEmpty()) {
                return "";
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(cell));
        }
        return matcher.appendTail(text).toString();
    }

    private String derive(AsOf derived, Cells cells, @Nullable LocalDate asOf) {
        if (asOf == null) {
            throw new IllegalStateException(path + " needs an as-of date");
        }
        Source amount = derived.amount();
        if (amount == null) {
            return asOf.toString();
        }
        String text = amount instanceof Column column ? cells.get(column.name()) : ((Constant) amount).text();
        if (text.isEmpty()) {
            return "";
        }
        if (!text.matches("\\d{1,4}")) {
            throw new CellRefused(
                    place(),
                    "NOT_A_NUMBER",
                    "must be a whole number from 0 to 9999; its shape is " + CellRefused.shape(text));
        }
        return asOf.minus(Integer.parseInt(text), derived.unit()).toString();
    }
}
