package dev.cauce.adapters.documentstore;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where a document lies in its collection: the order-preserving bytes of its {@code _id}. */
@SuppressWarnings("ArrayRecordComponent")
record DocumentKey(byte[] bytes) {

    static DocumentKey ofId(@Nullable Object id) {
        return new DocumentKey(ValueEncoding.encode(id));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DocumentKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "DocumentKey[" + HexFormat.of().formatHex(bytes) + "]";
    }
}
