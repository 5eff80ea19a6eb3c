package dev.cauce.adapters.documentstore;

import org.jspecify.annotations.Nullable;

/** What a reader sees of the stored entries. */
interface View {

    byte @Nullable [] get(byte[] key);

    /**
     * The entries whose keys are at or above {@code from} and below {@code to}.
     *
     * @param descending whether the greatest key comes first
     */
    Scan scan(byte[] from, byte[] to, boolean descending);
}
