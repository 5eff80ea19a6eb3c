package dev.cauce.cli.mapping;

/** One cell cannot be what the mapping says it is; ends its row and nothing else. */
public final class CellRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String column;
    private final String code;

    /**
     * @param column the column, or the mapping's key where it is derived
     * @param code stable, upper case
     * @param message what is wrong and how to mend it, without the cell's text (see {@link #shape})
     */
    public CellRefused(String column, String code, String message) {
        super(message, null, false, false);
        this.column = column;
        this.code = code;
    }

    public String column() {
        return column;
    }

    public String code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    /**
     * How a text is built, without saying what it is: {@code 31/12/2024} becomes {@code 99/99/9999}. In a shifted row a
     * date's column may hold a person's name, so reports never quote a cell.
     */
    public static String shape(String text) {
        StringBuilder shape = new StringBuilder();
        text.codePoints()
                .limit(30)
                .forEach(c -> shape.appendCodePoint(
                        Character.isDigit(c)
                                ? '9'
                                : Character.isUpperCase(c)
                                        ? 'A'
                                        : Character.isLetter(c) ? 'a' : Character.isISOControl(c) ? '?' : c));
        return "'" + shape + (text.codePointCount(0, text.length()) > 30 ? "…'" : "'");
    }
}
