package dev.cauce.adapters.eventstore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The keys of the tables. Numbers are big-endian, so that RocksDB's byte order is theirs. */
final class Keys {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte AS_TEXT = 0;
    private static final byte AS_UUID = 1;
    private static final int UUID_CHARACTERS = 36;

    private Keys() {}

    static byte[] position(long position) {
        byte[] key = new byte[Long.BYTES];
        LONG.set(key, 0, position);
        return key;
    }

    static long position(byte[] key) {
        return (long) LONG.get(key, 0);
    }

    static byte[] stream(String identifier) {
        return identifier.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A later event of a stream. The stream goes by the position of its first event: unique, eight bytes however long
     * the identifier is, and rising, so that new streams are written at the end of the table.
     */
    static byte[] inStream(long firstPosition, long sequenceNumber) {
        byte[] key = new byte[2 * Long.BYTES];
        LONG.set(key, 0, firstPosition);
        LONG.set(key, Long.BYTES, sequenceNumber);
        return key;
    }

    /**
     * Nearly every identifier is a UUID: 17 bytes in place of 36. A UUID in capitals stays text, being another string.
     */
    static byte[] eventIdentifier(String identifier) {
        if (identifier.length() == UUID_CHARACTERS) {
            try {
                UUID uuid = UUID.fromString(identifier);
                if (uuid.toString().equals(identifier)) {
                    byte[] key = new byte[1 + 2 * Long.BYTES];
                    key[0] = AS_UUID;
                    LONG.set(key, 1, uuid.getMostSignificantBits());
                    LONG.set(key, 1 + Long.BYTES, uuid.getLeastSignificantBits());
                    return key;
                }
            } catch (IllegalArgumentException notOne) {
                return text(identifier);
            }
        }
        return text(identifier);
    }

    private static byte[] text(String identifier) {
        byte[] characters = identifier.getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[1 + characters.length];
        key[0] = AS_TEXT;
        System.arraycopy(characters, 0, key, 1, characters.length);
        return key;
    }
}
