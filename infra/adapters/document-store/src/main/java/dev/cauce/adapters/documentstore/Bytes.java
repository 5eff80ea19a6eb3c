package dev.cauce.adapters.documentstore;

import java.util.Arrays;
import java.util.Comparator;

/** Byte strings compared as RocksDB compares keys: unsigned, shorter first where one begins the other. */
final class Bytes {

    static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

    private Bytes() {}

    static int compare(byte[] left, byte[] right) {
        return Arrays.compareUnsigned(left, right);
    }

    static boolean startsWith(byte[] value, byte[] prefix) {
        return value.length >= prefix.length && Arrays.equals(value, 0, prefix.length, prefix, 0, prefix.length);
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    static byte[] tail(byte[] value, int from) {
        return Arrays.copyOfRange(value, from, value.length);
    }

    /** The least byte string above every string that begins with {@code prefix}, which must not be all 0xFF. */
    static byte[] after(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) {
            last--;
        }
        if (last < 0) {
            throw new IllegalArgumentException("nothing lies after a prefix of 0xFF alone");
        }
        byte[] next = Arrays.copyOf(prefix, last + 1);
        next[last]++;
        return next;
    }

    static byte[] complement(byte[] value) {
        byte[] flipped = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            flipped[i] = (byte) ~value[i];
        }
        return flipped;
    }

    static byte[] ofInt(int value) {
        return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }

    static int toInt(byte[] value, int at) {
        return (value[at] & 0xFF) << 24
                | (value[at + 1] & 0xFF) << 16
                | (value[at + 2] & 0xFF) << 8
                | (value[at + 3] & 0xFF);
    }
}
