package dev.cauce.adapters.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. While a group is being synced the next one gathers in the queue by itself, so no append
 * is ever held back to wait for company.
 *
 * <p>After a failed write the engine's log may end in half a record, and whether the failed group would come back after
 * a restart is unknown. So the tables are opened anew before anything else is written, and what lies beyond the last
 * acknowledged position is removed: a failed append was not there, is not there and does not come later.
 */
final class GroupWriter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
    private static final int LARGEST_GROUP = 1024;
    private static final long LARGEST_GROUP_BYTES = 16L * 1024 * 1024;
    private static final int PROBE_BYTES = 4 * 1024 * 1024;
    private static final long SPACE_LOOK_NANOS = Duration.ofMillis(200).toNanos();

    private final WorkQueue queue;
    private final TableAccess access;
    private final TableAccess.Opening opening;
    private final DataFolder folder;
    private final LongSupplier usableSpace;
    private final long minimumFreeBytes;
    private final boolean sync;

    private final LongAdder appends = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder conflicts = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder groups = new LongAdder();
    private final LongAdder writeNanos = new LongAdder();
    private final LongAdder reopenings = new LongAdder();
    private volatile long largestGroup;

    private volatile long head;
    private Instant highTime;
    private @Nullable StoreException broken;
    private boolean full;
    private long spaceLookedAt;

    GroupWriter(
            WorkQueue queue,
            TableAccess access,
            TableAccess.Opening opening,
            DataFolder folder,
            LongSupplier usableSpace,
            StoreOptions options) {
        this.queue = queue;
        this.access = access;
        this.opening = opening;
        this.folder = folder;
        this.usableSpace = usableSpace;
        this.minimumFreeBytes = options.minimumFreeBytes();
        this.sync = options.durability() == StoreOptions.Durability.POWER_LOSS;
        this.head = access.read("Finding the last event", Tables::lastPosition);
        this.highTime = highTimeAt(head);
        this.spaceLookedAt = System.nanoTime() - SPACE_LOOK_NANOS;
    }

    /** The last acknowledged position. Rises only once everything up to it can be read. */
    long head() {
        return head;
    }

    StoreMetrics metrics() {
        return new StoreMetrics(
                appends.sum(),
                events.sum(),
                conflicts.sum(),
                failures.sum(),
                groups.sum(),
                largestGroup,
                Duration.ofNanos(writeNanos.sum()),
                queue.size(),
                reopenings.sum(),
                head);
    }

    @Override
    public void run() {
        try (WriteBatch batch = new WriteBatch()) {
            List<Work> group = queue.take(LARGEST_GROUP, LARGEST_GROUP_BYTES);
            while (!group.isEmpty()) {
                process(group, batch);
                group = queue.take(LARGEST_GROUP, LARGEST_GROUP_BYTES);
            }
        }
    }

    /** Whatever happens to one group, its callers are told and the writer goes on. */
    private void process(List<Work> group, WriteBatch batch) {
        try {
            recover();
            refuseWhenFull();
            for (Outcome outcome : write(group, batch)) {
                if (outcome.conflict() != null) {
                    conflicts.increment();
                }
                outcome.tell();
            }
        } catch (StoreException failure) {
            fail(group, failure);
        } catch (RuntimeException | Error bug) {
            LOG.error("The event store's writer failed; the group of {} was not written", group.size(), bug);
            broken = new StoreException(StoreError.IO_FAILED, "The writer failed unexpectedly", bug);
            fail(group, broken);
        }
    }

    private List<Outcome> write(List<Work> works, WriteBatch batch) {
        return access.read("Appending", tables -> {
            long before = System.nanoTime();
            batch.clear();
            Group group = new Group(tables, batch, head, highTime);
            List<Outcome> outcomes = new ArrayList<>(works.size());
            int appended = 0;
            for (Work work : works) {
                Outcome outcome = stage(work, group, tables, batch);
                outcomes.add(outcome);
                if (work instanceof Work.Append && outcome.conflict() == null) {
                    appended++;
                }
            }
            if (batch.count() > 0) {
                try {
                    // A snapshot can be made again from its events, so it does not wait for the disk.
                    tables.write(batch, sync && appended > 0);
                } catch (RocksDBException failure) {
                    broken = StoreException.of("Appending", failure);
                    LOG.error("Events cannot be written: {}", broken.getMessage());
                    throw broken;
                }
            }
            count(appended, group.head() - head, before);
            highTime = group.highTime();
            head = group.head();
            return outcomes;
        });
    }

    private static Outcome stage(Work work, Group group, Tables tables, WriteBatch batch) throws RocksDBException {
        switch (work) {
            case Work.Append append -> {
                try {
                    return new Outcome(work, group.add(append), null);
                } catch (StreamConflict conflict) {
                    return new Outcome(work, 0, conflict);
                }
            }
            case Work.KeepSnapshot snapshot -> {
                byte[] kept = tables.get(tables.snapshots(), snapshot.streamKey());
                if (kept == null || EventEncoding.decode(0, kept).sequenceNumber() <= snapshot.sequenceNumber()) {
                    batch.put(tables.snapshots(), snapshot.streamKey(), snapshot.entry());
                }
                return new Outcome(work, 0, null);
            }
            case Work.DropSnapshot snapshot -> {
                batch.delete(tables.snapshots(), snapshot.streamKey());
                return new Outcome(work, 0, null);
            }
        }
    }

    private void count(int appended, long written, long before) {
        appends.add(appended);
        events.add(written);
        if (appended > 0) {
            groups.increment();
            writeNanos.add(System.nanoTime() - before);
            largestGroup = Math.max(largestGroup, appended);
        }
    }

    private void fail(List<Work> group, StoreException failure) {
        failures.add(group.size());
        group.forEach(work -> work.done().completeExceptionally(failure));
    }

    private void recover() {
        StoreException reason = broken;
        if (reason == null) {
            return;
        }
        // Readers go on with the open tables until the disk takes data again; only then is it worth shutting them out.
        if (!folder.takes(PROBE_BYTES)) {
            throw reason;
        }
        try {
            access.reopen(opening);
            access.read("Recovering", tables -> {
                new Rollback(tables).to(head);
                return head;
            });
        } catch (RocksDBException failure) {
            throw StoreException.of("Opening the event store again", failure);
        }
        highTime = highTimeAt(head);
        broken = null;
        reopenings.increment();
        LOG.info("The event store in {} writes again after: {}", folder.path(), reason.getMessage());
    }

    private void refuseWhenFull() {
        long now = System.nanoTime();
        if (now - spaceLookedAt >= SPACE_LOOK_NANOS) {
            spaceLookedAt = now;
            boolean wasFull = full;
            full = usableSpace.getAsLong() < minimumFreeBytes;
            if (full && !wasFull) {
                LOG.error(
                        "Less than {} bytes are free for {}; appends are refused until some space is freed",
                        minimumFreeBytes,
                        folder.path());
            } else if (wasFull && !full) {
                LOG.info("There is room for {} again; appends go on", folder.path());
            }
        }
        if (full) {
            // Looked at again with the next append: it should work as soon as there is space.
            spaceLookedAt = now - SPACE_LOOK_NANOS;
            throw new StoreException(
                    StoreError.DISK_FULL,
                    "Less than %d bytes are free on the disk of %s; nothing was written. Make space, nothing else is needed"
                            .formatted(minimumFreeBytes, folder.path()));
        }
    }

    private Instant highTimeAt(long position) {
        return access.read("Reading the last event", tables -> {
            byte[] entry = position == 0 ? null : tables.get(tables.events(), Keys.position(position));
            return entry == null ? Instant.MIN : EventEncoding.highTime(position, entry);
        });
    }

    /** What became of a piece of work, told once the whole group is durable. */
    private record Outcome(
            Work work, long position, @Nullable StreamConflict conflict) {
        void tell() {
            if (conflict == null) {
                work.done().complete(position);
            } else {
                work.done().completeExceptionally(conflict);
            }
        }
    }
}
