package dev.cauce.adapters.documentstore;

/**
 * Keys from {@code from} (inclusive) to {@code to} (exclusive), all of which begin alike.
 *
 * @param commonLength how many bytes they have in common by what was asked; the order wanted is that of the rest
 */
@SuppressWarnings("ArrayRecordComponent")
record KeyRange(byte[] from, byte[] to, int commonLength) {}
