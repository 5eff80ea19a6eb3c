package dev.cauce.adapters.keyring;

import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.personaldata.KeyringFault.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a RocksDB. Whoever writes waits for one synced write that carries all that queued up while the one
 * before was on its way to the disk. As it alone writes, a compare-and-set needs no lock.
 *
 * <p>RocksDB takes no write after one that failed, even when the disk has room again; so before the next one it is
 * recovered. A write that failed may be there afterwards all the same, and whoever asked for it finds it when it asks
 * again.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int LARGEST_GROUP = 4096;

    /** Makes the database take writes again, or says why it cannot. */
    interface Recovery {
        void run() throws RocksDBException;
    }

    /** A compare-and-set; without a value, a deletion. {@code mark} is a key to be written empty along with it. */
    private static final class Change {

        private final String key;
        private final byte @Nullable [] expected;
        private final byte @Nullable [] value;
        private final @Nullable String mark;
        private final CompletableFuture<byte[]> standing = new CompletableFuture<>();

        private Change(String key, byte @Nullable [] expected, byte @Nullable [] value, @Nullable String mark) {
            this.key = key;
            this.expected = expected;
            this.value = value;
            this.mark = mark;
        }
    }

    private static final byte[] NOTHING = new byte[0];
    private static final Change END = new Change("", null, null, null);

    private final Supplier<RocksDB> db;
    private final Recovery recovery;
    private final LinkedBlockingQueue<Change> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean closed;

    /** Touched by the writer alone. */
    private boolean broken;

    /**
     * Writes to a database.
     *
     * @param db which may be another after a recovery
     * @param recovery run after a write that failed and before the next one, by the thread that writes
     */
    GroupCommit(Supplier<RocksDB> db, Recovery recovery) {
        this.db = db;
        this.recovery = recovery;
        this.thread = Thread.ofPlatform().name("cauce-keyring-writer").daemon().start(this::run);
    }

    /**
     * Writes if {@code expected} stands there, {@code null} for nothing, and answers with what stands there then, empty
     * for nothing.
     */
    byte[] write(String key, byte @Nullable [] expected, byte[] value, @Nullable String mark) {
        return committed(new Change(key, expected, value, mark));
    }

    void delete(String key) {
        committed(new Change(key, null, null, null));
    }

    private byte[] committed(Change change) {
        synchronized (this) {
            if (closed) {
                throw new KeyringFault(Reason.STORE_UNAVAILABLE, "the keyring is closed");
            }
            queue.add(change);
        }
        try {
            return change.standing.join();
        } catch (CompletionException e) {
            throw isFull(e.getCause())
                    ? new KeyringFault(
                            Reason.STORE_FULL,
                            "the disk of the keyring is full; free some space and writes go on by themselves",
                            e.getCause())
                    : new KeyringFault(
                            Reason.STORE_UNAVAILABLE,
                            "the keyring cannot be written; mend its disk and writes go on by themselves",
                            e.getCause());
        }
    }

    private void run() {
        List<Change> group = new ArrayList<>();
        try (WriteOptions synced = new WriteOptions().setSync(true)) {
            boolean more = true;
            while (more) {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group, LARGEST_GROUP - 1);
                more = !group.contains(END);
                group.remove(END);
                commit(group, synced);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the keyring's writer", e);
        }
    }

    private void commit(List<Change> group, WriteOptions synced) {
        Map<String, byte[]> written = new HashMap<>();
        List<byte[]> standing = new ArrayList<>(group.size());
        try (WriteBatch batch = new WriteBatch()) {
            recover();
            for (Change change : group) {
                standing.add(apply(change, batch, written));
            }
            if (batch.count() > 0) {
                write(batch, synced);
            }
        } catch (RocksDBException | RuntimeException e) {
            // Whatever it is, nobody may wait for ever for a write that did not happen.
            group.forEach(change -> change.standing.completeExceptionally(e));
            return;
        }
        for (int i = 0; i < group.size(); i++) {
            group.get(i).standing.complete(standing.get(i));
        }
    }

    private void write(WriteBatch batch, WriteOptions synced) throws RocksDBException {
        try {
            db.get().write(synced, batch);
        } catch (RocksDBException failure) {
            broken = true;
            LOG.error("The keyring cannot be written until its disk is mended: {}", failure.getMessage());
            throw failure;
        }
    }

    private void recover() throws RocksDBException {
        if (broken) {
            recovery.run();
            broken = false;
            LOG.info("The keyring is written again");
        }
    }

    private static boolean isFull(@Nullable Throwable failure) {
        return failure instanceof RocksDBException told
                && told.getStatus() != null
                && told.getStatus().getSubCode() == Status.SubCode.NoSpace;
    }

    private byte[] apply(Change change, WriteBatch batch, Map<String, byte[]> written) throws RocksDBException {
        byte[] key = bytes(change.key);
        if (change.value == null) {
            batch.delete(key);
            return NOTHING;
        }
        byte[] present = written.containsKey(change.key)
                ? written.get(change.key)
                : db.get().get(key);
        if (present != null && !Arrays.equals(present, change.expected)) {
            return present;
        }
        if (present == null && change.expected != null) {
            return NOTHING;
        }
        batch.put(key, change.value);
        written.put(change.key, change.value);
        if (change.mark != null) {
            batch.put(bytes(change.mark), NOTHING);
        }
        return change.value;
    }

    static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes what is queued and ends. */
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(END);
            }
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
