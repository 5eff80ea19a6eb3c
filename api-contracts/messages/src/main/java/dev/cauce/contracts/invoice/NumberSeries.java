package dev.cauce.contracts.invoice;

/** What is numbered without a gap, each within its tenant and year. */
public enum NumberSeries {
    INVOICE("INV", "invoice-numbers"),
    CREDIT_NOTE("CN", "credit-note-numbers");

    private final String prefix;
    private final String streamKind;

    NumberSeries(String prefix, String streamKind) {
        this.prefix = prefix;
        this.streamKind = streamKind;
    }

    /** The kind of the stream that the series is; its id is the year. */
    public String streamKind() {
        return streamKind;
    }

    /** The number as it stands on the document: {@code INV-2026-000042}. */
    public String format(int year, long ordinal) {
        String digits = Long.toString(ordinal);
        return prefix + "-" + year + "-" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }
}
