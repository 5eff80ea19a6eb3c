package dev.cauce.adapters.eventstore;

import java.time.Duration;
import java.util.List;

/**
 * How a store is opened.
 *
 * @param durability what an acknowledged append survives
 * @param queueCapacity how many appends may wait for the writer before further callers are held back
 * @param appendTimeout how long a caller is held back at most before its append is refused
 * @param maximumEventBytes the largest encoded event that is taken
 * @param minimumFreeBytes below this much free space appends are refused, while the disk still has room to recover in
 * @param blockCacheBytes memory for blocks read from disk
 * @param writeBufferBytes memory for what was written and not yet sorted into files, over all tables
 * @param migrations the ways from older folder formats to this one
 */
public record StoreOptions(
        Durability durability,
        int queueCapacity,
        Duration appendTimeout,
        int maximumEventBytes,
        long minimumFreeBytes,
        long blockCacheBytes,
        long writeBufferBytes,
        List<FolderMigration> migrations) {

    private static final long MIB = 1024L * 1024;

    /** What an acknowledged append survives. */
    public enum Durability {
        /** A loss of power: the disk has synced it. The default. */
        POWER_LOSS,
        /** The end of the process, however sudden, but not of the machine: the operating system has it. */
        PROCESS_KILL
    }

    public StoreOptions {
        if (queueCapacity < 1 || maximumEventBytes < 1 || minimumFreeBytes < 0) {
            throw new IllegalArgumentException("Capacity and size limits must be positive");
        }
        if (appendTimeout.isNegative() || blockCacheBytes < MIB || writeBufferBytes < MIB) {
            throw new IllegalArgumentException("The timeout must not be negative and each cache have 1 MiB or more");
        }
        migrations = List.copyOf(migrations);
    }

    /** Safe against power loss; about 160 MiB of memory outside the heap at most. */
    public static StoreOptions defaults() {
        return new StoreOptions(
                Durability.POWER_LOSS,
                4096,
                Duration.ofSeconds(30),
                (int) (16 * MIB),
                64 * MIB,
                64 * MIB,
                96 * MIB,
                List.of());
    }

    public StoreOptions withDurability(Durability changed) {
        return new StoreOptions(
                changed,
                queueCapacity,
                appendTimeout,
                maximumEventBytes,
                minimumFreeBytes,
                blockCacheBytes,
                writeBufferBytes,
                migrations);
    }

    public StoreOptions withQueue(int capacity, Duration timeout) {
        return new StoreOptions(
                durability,
                capacity,
                timeout,
                maximumEventBytes,
                minimumFreeBytes,
                blockCacheBytes,
                writeBufferBytes,
                migrations);
    }

    public StoreOptions withMaximumEventBytes(int bytes) {
        return new StoreOptions(
                durability,
                queueCapacity,
                appendTimeout,
                bytes,
                minimumFreeBytes,
                blockCacheBytes,
                writeBufferBytes,
                migrations);
    }

    public StoreOptions withMinimumFreeBytes(long bytes) {
        return new StoreOptions(
                durability,
                queueCapacity,
                appendTimeout,
                maximumEventBytes,
                bytes,
                blockCacheBytes,
                writeBufferBytes,
                migrations);
    }

    public StoreOptions withMemory(long cacheBytes, long bufferBytes) {
        return new StoreOptions(
                durability,
                queueCapacity,
                appendTimeout,
                maximumEventBytes,
                minimumFreeBytes,
                cacheBytes,
                bufferBytes,
                migrations);
    }

    public StoreOptions withMigrations(List<FolderMigration> changed) {
        return new StoreOptions(
                durability,
                queueCapacity,
                appendTimeout,
                maximumEventBytes,
                minimumFreeBytes,
                blockCacheBytes,
                writeBufferBytes,
                changed);
    }
}
