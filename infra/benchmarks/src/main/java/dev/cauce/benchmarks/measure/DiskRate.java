package dev.cauce.benchmarks.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** What the disk itself can do: records appended to a file and synced, each alone or so many together. */
public final class DiskRate {

    private static final int RECORD_BYTES = 600;

    private final Path folder;

    public DiskRate(Path folder) {
        this.folder = folder;
    }

    /** Records per second, safe against power loss. */
    public double measure(int group, Duration length) throws IOException {
        Path file = folder.resolve("disk-rate");
        ByteBuffer records = ByteBuffer.allocateDirect(RECORD_BYTES * group);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long started = System.nanoTime();
            long end = started + length.toNanos();
            long written = 0;
            while (System.nanoTime() < end) {
                channel.write(records.rewind());
                channel.force(false);
                written += group;
            }
            return written * 1e9 / (System.nanoTime() - started);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
