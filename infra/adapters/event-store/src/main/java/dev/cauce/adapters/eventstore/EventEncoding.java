package dev.cauce.adapters.eventstore;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an event, version 1:
 *
 * <pre>
 *  0      version, 1
 *  1..12  high time: the latest timestamp of this and all earlier events (seconds, 8; nanoseconds, 4)
 * 13..16  CRC-32C of all that follows
 * 17      flags: 1 domain event, 2 has an aggregate type, 4 has a revision
 *         sequence number, timestamp's seconds (zigzag), its nanoseconds; as variable-length integers
 *         event identifier, stream identifier, [aggregate type], payload type, [revision], payload, metadata;
 *         each a variable-length integer and so many bytes
 * </pre>
 *
 * <p>The writer fills in the high time. It never falls, so the first event at or after a time is found by bisection,
 * exactly and without an index, however the events' own times are mixed.
 */
final class EventEncoding {

    private static final byte VERSION = 1;
    private static final int HIGH_TIME_AT = 1;
    private static final int CHECKSUM_AT = 13;
    private static final int BODY_AT = 17;
    private static final int DOMAIN_EVENT = 1;
    private static final int HAS_AGGREGATE_TYPE = 2;
    private static final int HAS_REVISION = 4;
    private static final int LONGEST_NUMBER = 10;

    private EventEncoding() {}

    static byte[] encode(EventEntry event) {
        byte[] eventIdentifier = utf8(event.eventIdentifier());
        byte[] stream = utf8(event.streamIdentifier());
        byte[] aggregateType = event.aggregateType() == null ? null : utf8(event.aggregateType());
        byte[] payloadType = utf8(event.payloadType());
        byte[] revision = event.payloadRevision() == null ? null : utf8(event.payloadRevision());
        int bound = BODY_AT
                + 1
                + 10 * LONGEST_NUMBER
                + eventIdentifier.length
                + stream.length
                + (aggregateType == null ? 0 : aggregateType.length)
                + payloadType.length
                + (revision == null ? 0 : revision.length)
                + event.payload().length
                + event.metaData().length;
        ByteBuffer out = ByteBuffer.allocate(bound).put(VERSION).position(BODY_AT);
        out.put((byte) ((event.domainEvent() ? DOMAIN_EVENT : 0)
                | (aggregateType == null ? 0 : HAS_AGGREGATE_TYPE)
                | (revision == null ? 0 : HAS_REVISION)));
        putNumber(out, event.sequenceNumber());
        Instant time = event.timestamp();
        putNumber(out, zigzag(time.getEpochSecond()));
        putNumber(out, time.getNano());
        putBytes(out, eventIdentifier);
        putBytes(out, stream);
        putBytes(out, aggregateType);
        putBytes(out, payloadType);
        putBytes(out, revision);
        putBytes(out, event.payload());
        putBytes(out, event.metaData());
        byte[] entry = new byte[out.position()];
        System.arraycopy(out.array(), 0, entry, 0, entry.length);
        ByteBuffer.wrap(entry).putInt(CHECKSUM_AT, checksum(entry));
        return entry;
    }

    /**
     * Throws {@link StoreException} with {@link StoreError#CORRUPT} for anything that {@link #encode} did not write.
     */
    static EventEntry decode(long position, byte[] entry) {
        ByteBuffer in = checked(position, entry).position(BODY_AT);
        try {
            int flags = in.get();
            long sequenceNumber = number(in);
            long seconds = unzigzag(number(in));
            Instant timestamp = Instant.ofEpochSecond(seconds, number(in));
            String eventIdentifier = text(in);
            String stream = text(in);
            String aggregateType = (flags & HAS_AGGREGATE_TYPE) == 0 ? null : text(in);
            String payloadType = text(in);
            String revision = (flags & HAS_REVISION) == 0 ? null : text(in);
            EventEntry event = new EventEntry(
                    (flags & DOMAIN_EVENT) != 0,
                    aggregateType,
                    stream,
                    sequenceNumber,
                    eventIdentifier,
                    timestamp,
                    payloadType,
                    revision,
                    bytes(in),
                    bytes(in));
            if (in.hasRemaining()) {
                throw new StoreException(StoreError.CORRUPT, "Event " + position + " has bytes after its end");
            }
            return event;
        } catch (BufferUnderflowException | DateTimeException | ArithmeticException malformed) {
            throw new StoreException(StoreError.CORRUPT, "Event " + position + " cannot be decoded", malformed);
        }
    }

    static void setHighTime(byte[] entry, Instant highTime) {
        ByteBuffer.wrap(entry)
                .putLong(HIGH_TIME_AT, highTime.getEpochSecond())
                .putInt(HIGH_TIME_AT + Long.BYTES, highTime.getNano());
    }

    static Instant highTime(long position, byte[] entry) {
        ByteBuffer in = checked(position, entry);
        return Instant.ofEpochSecond(in.getLong(HIGH_TIME_AT), in.getInt(HIGH_TIME_AT + Long.BYTES));
    }

    private static ByteBuffer checked(long position, byte[] entry) {
        if (entry.length <= BODY_AT) {
            throw new StoreException(StoreError.CORRUPT, "Event " + position + " is cut short");
        }
        if (entry[0] != VERSION) {
            throw new StoreException(
                    StoreError.CORRUPT, "Event " + position + " has the unknown encoding version " + entry[0]);
        }
        ByteBuffer in = ByteBuffer.wrap(entry);
        if (in.getInt(CHECKSUM_AT) != checksum(entry)) {
            throw new StoreException(StoreError.CORRUPT, "Event " + position + " does not match its checksum");
        }
        return in;
    }

    private static int checksum(byte[] entry) {
        CRC32C crc = new CRC32C();
        crc.update(entry, BODY_AT, entry.length - BODY_AT);
        return (int) crc.getValue();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void putBytes(ByteBuffer out, byte @Nullable [] bytes) {
        if (bytes != null) {
            putNumber(out, bytes.length);
            out.put(bytes);
        }
    }

    private static byte[] bytes(ByteBuffer in) {
        long length = number(in);
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void putNumber(ByteBuffer out, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long number(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new BufferUnderflowException();
    }

    private static long zigzag(long number) {
        return (number << 1) ^ (number >> 63);
    }

    private static long unzigzag(long number) {
        return (number >>> 1) ^ -(number & 1);
    }
}
