package dev.cauce.contracts.personaldata;

/** What stands where personal data was erased. */
public final class Redaction {

    /** The text that a reader gets in place of erased text. */
    public static final String MARKER = "[redacted]";

    private Redaction() {}
}
