package dev.cauce.adapters.documentstore;

import java.util.Set;

/**
 * How an embedded store uses the machine.
 *
 * @param blockCacheBytes memory for blocks read from disk
 * @param writeBufferBytes memory that takes new writes before they become a file; also bounds what a start replays
 * @param diskReserveBytes writes are refused while the disk has less than this left
 * @param essential names of collections that may use half of the reserve, since nothing else goes on without them
 * @param commandThreads threads that serve connections, dealt out in turn; connections of one thread wait for each
 *     other
 * @param port the loopback port to listen on; 0 takes a free one
 */
public record StoreOptions(
        long blockCacheBytes,
        long writeBufferBytes,
        long diskReserveBytes,
        Set<String> essential,
        int commandThreads,
        int port) {

    private static final long MEBIBYTE = 1L << 20;
    private static final int HIGHEST_PORT = 65_535;

    /** Throws {@link IllegalArgumentException} when a size or a count is not positive, or the port is none */
    public StoreOptions {
        if (blockCacheBytes <= 0 || writeBufferBytes <= 0 || diskReserveBytes < 0 || commandThreads <= 0) {
            throw new IllegalArgumentException("sizes and counts of a document store are positive");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("a port lies between 0 and " + HIGHEST_PORT + ", not " + port);
        }
        essential = Set.copyOf(essential);
    }

    /** 64 MiB of cache, 32 MiB of write buffer, 64 MiB in reserve, 64 threads for connections, a free port. */
    public static StoreOptions defaults() {
        return new StoreOptions(64 * MEBIBYTE, 32 * MEBIBYTE, 64 * MEBIBYTE, Set.of(), 64, 0);
    }

    public StoreOptions withPort(int newPort) {
        return new StoreOptions(
                blockCacheBytes, writeBufferBytes, diskReserveBytes, essential, commandThreads, newPort);
    }

    public StoreOptions withDiskReserveBytes(long bytes) {
        return new StoreOptions(blockCacheBytes, writeBufferBytes, bytes, essential, commandThreads, port);
    }

    public StoreOptions withEssential(Set<String> collections) {
        return new StoreOptions(blockCacheBytes, writeBufferBytes, diskReserveBytes, collections, commandThreads, port);
    }
}
