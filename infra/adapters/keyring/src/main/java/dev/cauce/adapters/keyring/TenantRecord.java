package dev.cauce.adapters.keyring;

import dev.cauce.platform.personaldata.WrappedKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of a tenant: every version of its wrapping key and its fingerprint key, each wrapped by a version of the
 * master key. The highest version is the current one.
 */
record TenantRecord(SortedMap<Integer, WrappedKey> wrapping, WrappedKey fingerprinting) {

    private static final byte FORMAT = 1;
    private static final int SEALED_BYTES = 60;

    int current() {
        return wrapping.lastKey();
    }

    byte[] encoded() {
        ByteBuffer out = ByteBuffer.allocate(5 + (wrapping.size() + 1) * (8 + SEALED_BYTES));
        out.put(FORMAT).putInt(wrapping.size());
        wrapping.forEach((version, key) -> put(out, version, key));
        put(out, 0, fingerprinting);
        return out.array();
    }

    private static void put(ByteBuffer out, int version, WrappedKey key) {
        out.putInt(version).putInt(key.version()).put(key.sealed());
    }

    static TenantRecord decoded(RecordId id, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() != FORMAT) {
                throw Damaged.record(id, "is in no known format");
            }
            SortedMap<Integer, WrappedKey> wrapping = new TreeMap<>();
            int versions = in.getInt();
            for (int i = 0; i < versions; i++) {
                wrapping.put(in.getInt(), key(in));
            }
            int fingerprintVersion = in.getInt();
            WrappedKey fingerprinting = key(in);
            if (wrapping.isEmpty() || fingerprintVersion != 0 || in.hasRemaining()) {
                throw Damaged.record(id, "is in no known format");
            }
            return new TenantRecord(wrapping, fingerprinting);
        } catch (BufferUnderflowException _) {
            throw Damaged.record(id, "is cut short");
        }
    }

    private static WrappedKey key(ByteBuffer in) {
        int master = in.getInt();
        byte[] sealed = new byte[SEALED_BYTES];
        in.get(sealed);
        return new WrappedKey(master, sealed);
    }
}
