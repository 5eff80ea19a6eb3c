package dev.cauce.adapters.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Reading, of acknowledged events alone. */
final class StoreReader implements StoreHead {

    private static final int SCAN_STRETCH = 512;
    private static final int HASTY = 8;

    private final TableAccess access;
    private final LongSupplier head;

    StoreReader(TableAccess access, LongSupplier head) {
        this.access = access;
        this.head = head;
    }

    @Override
    public long head() {
        return head.getAsLong();
    }

    @Override
    public Optional<StoredEvent> eventAt(long position) {
        if (position < 1 || position > head()) {
            return Optional.empty();
        }
        return Optional.of(
                access.read("Reading event " + position, tables -> event(position, stored(tables, position))));
    }

    @Override
    public Optional<Long> positionOf(String eventIdentifier) {
        return access.read(
                        "Looking up an event",
                        tables -> Optional.ofNullable(
                                tables.get(tables.identifiers(), Keys.eventIdentifier(eventIdentifier))))
                .map(Keys::position);
    }

    @Override
    public List<StoredEvent> eventsAfter(long after, int limit) {
        long first = Math.max(after, 0) + 1;
        int count = (int) Math.min(limit, head() - first + 1);
        if (count <= 0) {
            return List.of();
        }
        return access.read("Reading events", tables -> range(tables, first, count));
    }

    @Override
    public Scan scan(long after, Predicate<? super StoredEvent> matching, int limit, int look) {
        long end = head();
        long position = Math.max(after, 0);
        int left = look;
        List<StoredEvent> found = new ArrayList<>();
        while (position < end && left > 0 && found.size() < limit) {
            for (StoredEvent event : eventsAfter(position, Math.min(left, SCAN_STRETCH))) {
                position = event.position();
                left--;
                if (matching.test(event)) {
                    found.add(event);
                    if (found.size() == limit) {
                        break;
                    }
                }
            }
        }
        return new Scan(found, Math.min(position, end), position >= end);
    }

    @Override
    public long positionBefore(Instant time) {
        return access.read("Finding the events of a time", tables -> {
            long below = 0;
            long above = head() + 1;
            while (above - below > 1) {
                long middle = below + (above - below) / 2;
                if (EventEncoding.highTime(middle, stored(tables, middle)).isBefore(time)) {
                    below = middle;
                } else {
                    above = middle;
                }
            }
            return below;
        });
    }

    @Override
    public Optional<StreamHead> stream(String streamIdentifier) {
        return access.read(
                "Looking up a stream", tables -> Optional.ofNullable(tables.stream(Keys.stream(streamIdentifier))));
    }

    @Override
    public List<StoredEvent> streamEvents(String streamIdentifier, long firstSequence, int limit) {
        return access.read("Reading a stream", tables -> {
            StreamHead stream = tables.stream(Keys.stream(streamIdentifier));
            if (stream == null || firstSequence > stream.lastSequence() || limit <= 0) {
                return List.of();
            }
            long first = Math.max(firstSequence, stream.firstSequence());
            long last = Math.min(stream.lastSequence(), first + limit - 1);
            List<byte[]> positions = positions(tables, stream, first, last);
            List<byte[]> entries =
                    positions.size() < HASTY ? each(tables, positions) : tables.getAll(tables.events(), positions);
            List<StoredEvent> events = new ArrayList<>(positions.size());
            for (int i = 0; i < positions.size(); i++) {
                events.add(event(Keys.position(positions.get(i)), entries.get(i)));
            }
            return events;
        });
    }

    Optional<StoredEvent> snapshot(String aggregateIdentifier) {
        return access.read(
                        "Reading a snapshot",
                        tables -> Optional.ofNullable(tables.get(tables.snapshots(), Keys.stream(aggregateIdentifier))))
                .map(entry -> event(0, entry));
    }

    /** First and last position stand in the head itself; only what lies between has to be looked up. */
    private static List<byte[]> positions(Tables tables, StreamHead stream, long first, long last)
            throws RocksDBException {
        List<byte[]> positions = new ArrayList<>((int) (last - first + 1));
        List<byte[]> between = new ArrayList<>();
        if (first == stream.firstSequence()) {
            positions.add(Keys.position(stream.firstPosition()));
        }
        for (long sequence = Math.max(first, stream.firstSequence() + 1);
                sequence <= last && sequence < stream.lastSequence();
                sequence++) {
            between.add(Keys.inStream(stream.firstPosition(), sequence));
        }
        if (!between.isEmpty()) {
            for (byte @Nullable [] position : tables.getAll(tables.sequences(), between)) {
                if (position == null) {
                    throw new StoreException(
                            StoreError.CORRUPT, "A stream from event %d has a gap".formatted(stream.firstPosition()));
                }
                positions.add(position);
            }
        }
        if (last == stream.lastSequence() && stream.lastSequence() != stream.firstSequence()) {
            positions.add(Keys.position(stream.lastPosition()));
        }
        return positions;
    }

    /** A batched look-up has a price of its own, which a few keys do not earn back. */
    private static List<byte[]> each(Tables tables, List<byte[]> positions) throws RocksDBException {
        List<byte[]> entries = new ArrayList<>(positions.size());
        for (byte[] position : positions) {
            byte[] entry = tables.get(tables.events(), position);
            if (entry == null) {
                throw missing(Keys.position(position));
            }
            entries.add(entry);
        }
        return entries;
    }

    private static List<StoredEvent> range(Tables tables, long first, int count) throws RocksDBException {
        List<StoredEvent> events = new ArrayList<>(count);
        try (RocksIterator entries = tables.scan(tables.events())) {
            entries.seek(Keys.position(first));
            for (long position = first; position < first + count; position++) {
                if (!entries.isValid()) {
                    entries.status();
                    throw missing(position);
                }
                if (Keys.position(entries.key()) != position) {
                    throw missing(position);
                }
                events.add(event(position, entries.value()));
                entries.next();
            }
        }
        return events;
    }

    private static byte[] stored(Tables tables, long position) throws RocksDBException {
        byte[] entry = tables.get(tables.events(), Keys.position(position));
        if (entry == null) {
            throw missing(position);
        }
        return entry;
    }

    private static StoredEvent event(long position, byte @Nullable [] entry) {
        if (entry == null) {
            throw missing(position);
        }
        return new StoredEvent(position, EventEncoding.decode(position, entry));
    }

    private static StoreException missing(long position) {
        return new StoreException(StoreError.CORRUPT, "There is no event at position " + position);
    }
}
