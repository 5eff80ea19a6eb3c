package dev.cauce.adapters.documentstore;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Writes that come into the store together or not at all; whoever makes them already sees them.
 *
 * <p>A unit belongs to one thread.
 */
final class WriteUnit implements View {

    /** What becomes of a key: another value, or null where it is deleted. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Write(byte @Nullable [] value) {}

    private final View beneath;
    private final NavigableMap<byte[], Write> pending = new TreeMap<>(Bytes.ORDER);

    WriteUnit(View beneath) {
        this.beneath = beneath;
    }

    void put(byte[] key, byte[] value) {
        pending.put(key, new Write(value));
    }

    void delete(byte[] key) {
        pending.put(key, new Write(null));
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        Write written = pending.get(key);
        return written != null ? written.value() : beneath.get(key);
    }

    @Override
    public Scan scan(byte[] from, byte[] to, boolean descending) {
        Scan stored = beneath.scan(from, to, descending);
        if (Bytes.compare(from, to) >= 0) {
            return stored;
        }
        NavigableMap<byte[], Write> within = pending.subMap(from, true, to, false);
        if (within.isEmpty()) {
            return stored;
        }
        return new Merged(stored, descending ? within.descendingMap() : within, descending);
    }

    void copyTo(WriteBatch batch) throws RocksDBException {
        for (Map.Entry<byte[], Write> write : pending.entrySet()) {
            byte[] value = write.getValue().value();
            if (value == null) {
                batch.delete(write.getKey());
            } else {
                batch.put(write.getKey(), value);
            }
        }
    }

    /** What is stored and what is pending in one order; the pending entry wins. */
    private static final class Merged implements Scan {

        private final Scan stored;
        private final Iterator<Map.Entry<byte[], Write>> pending;
        private final boolean descending;
        private boolean storedValid;
        private Map.@Nullable Entry<byte[], Write> written;
        private boolean onWritten;
        private boolean started;

        Merged(Scan stored, NavigableMap<byte[], Write> pending, boolean descending) {
            this.stored = stored;
            // A copy: the unit may go on writing while this scan is read.
            this.pending = List.copyOf(pending.entrySet()).iterator();
            this.descending = descending;
        }

        @Override
        public boolean advance() {
            if (!started) {
                started = true;
                storedValid = stored.advance();
                written = nextWritten();
            } else if (onWritten) {
                written = nextWritten();
            } else {
                storedValid = stored.advance();
            }
            return settle();
        }

        private boolean settle() {
            while (true) {
                Map.Entry<byte[], Write> candidate = written;
                if (candidate == null) {
                    onWritten = false;
                    return storedValid;
                }
                int order = storedValid ? Bytes.compare(stored.key(), candidate.getKey()) : (descending ? -1 : 1);
                boolean storedFirst = storedValid && (descending ? order > 0 : order < 0);
                if (storedFirst) {
                    onWritten = false;
                    return true;
                }
                if (storedValid && order == 0) {
                    storedValid = stored.advance();
                }
                if (candidate.getValue().value() != null) {
                    onWritten = true;
                    return true;
                }
                written = nextWritten();
            }
        }

        private Map.@Nullable Entry<byte[], Write> nextWritten() {
            return pending.hasNext() ? pending.next() : null;
        }

        @Override
        public byte[] key() {
            Map.Entry<byte[], Write> current = written;
            return onWritten && current != null ? current.getKey() : stored.key();
        }

        @Override
        public byte[] value() {
            Map.Entry<byte[], Write> current = written;
            byte[] value = onWritten && current != null ? current.getValue().value() : null;
            return value != null ? value : stored.value();
        }

        @Override
        public void close() {
            stored.close();
        }
    }
}
