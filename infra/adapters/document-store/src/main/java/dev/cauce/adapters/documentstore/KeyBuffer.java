package dev.cauce.adapters.documentstore;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte string that an encoder appends to. */
final class KeyBuffer {

    private byte[] bytes = new byte[48];
    private int length;

    void putByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void putShort(int value) {
        putByte(value >>> 8);
        putByte(value);
    }

    void putInt(int value) {
        putShort(value >>> 16);
        putShort(value);
    }

    void putLong(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    void putBytes(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    /** Text that ends by itself: a zero byte within it is escaped, so that no text is the beginning of another. */
    void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        room(utf8.length + 2);
        for (byte b : utf8) {
            putByte(b);
            if (b == 0) {
                putByte(0xFF);
            }
        }
        putByte(0);
        putByte(0);
    }

    /** Flips every bit from {@code start} on, which reverses the order of what was written there. */
    void complementFrom(int start) {
        for (int i = start; i < length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
