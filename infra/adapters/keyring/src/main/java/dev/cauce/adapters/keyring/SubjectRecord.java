package dev.cauce.adapters.keyring;

import dev.cauce.platform.personaldata.ErasureCertificate;
import dev.cauce.platform.personaldata.WrappedKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/** What is kept of a subject: its wrapped key, or after its erasure the proof of that. */
sealed interface SubjectRecord {

    /** The key, wrapped by a version of the tenant's; and what will be left of it. */
    record Alive(WrappedKey key, String fingerprint) implements SubjectRecord {}

    /** The key is gone; {@code fingerprint} is what it was, or {@link ErasureCertificate#NO_KEY}. */
    record Erased(Instant at, String fingerprint) implements SubjectRecord {}

    byte FORMAT = 1;

    /**
     * {@code format, 'K', version:int, fingerprint, sealed key} or {@code format, 'E', seconds:long, nanos:int,
     * fingerprint}.
     */
    default byte[] encoded() {
        return switch (this) {
            case Alive(WrappedKey key, String fingerprint) -> {
                byte[] print = fingerprint.getBytes(StandardCharsets.US_ASCII);
                byte[] sealed = key.sealed();
                yield ByteBuffer.allocate(7 + print.length + sealed.length)
                        .put(FORMAT)
                        .put((byte) 'K')
                        .putInt(key.version())
                        .put((byte) print.length)
                        .put(print)
                        .put(sealed)
                        .array();
            }
            case Erased(Instant at, String fingerprint) -> {
                byte[] print = fingerprint.getBytes(StandardCharsets.US_ASCII);
                yield ByteBuffer.allocate(15 + print.length)
                        .put(FORMAT)
                        .put((byte) 'E')
                        .putLong(at.getEpochSecond())
                        .putInt(at.getNano())
                        .put((byte) print.length)
                        .put(print)
                        .array();
            }
        };
    }

    static SubjectRecord decoded(RecordId id, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            byte format = in.get();
            byte kind = in.get();
            if (format == FORMAT && kind == 'K') {
                int version = in.getInt();
                String fingerprint = text(in);
                byte[] sealed = new byte[in.remaining()];
                in.get(sealed);
                return new Alive(new WrappedKey(version, sealed), fingerprint);
            }
            if (format == FORMAT && kind == 'E') {
                Instant at = Instant.ofEpochSecond(in.getLong(), in.getInt());
                return new Erased(at, text(in));
            }
        } catch (BufferUnderflowException | DateTimeException _) {
            throw Damaged.record(id, "is cut short");
        }
        throw Damaged.record(id, "is in no known format");
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[Byte.toUnsignedInt(in.get())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
