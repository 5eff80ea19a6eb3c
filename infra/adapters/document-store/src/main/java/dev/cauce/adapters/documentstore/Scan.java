package dev.cauce.adapters.documentstore;

/** The entries of a key range in order; it stands before the first entry until it is advanced. */
interface Scan extends AutoCloseable {

    /** Moves to the next entry; false when there is none. */
    boolean advance();

    byte[] key();

    byte[] value();

    @Override
    void close();
}
