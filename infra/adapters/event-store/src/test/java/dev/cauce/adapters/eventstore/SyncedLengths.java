package dev.cauce.adapters.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.FileOperationInfo;
import org.rocksdb.RocksDB;

/**
 * The layer between the engine and its files: writes down how long each file was when the operating system last said
 * that it was synced. From that a power loss can be made, in which everything written later is gone.
 */
final class SyncedLengths extends AbstractEventListener {

    static {
        RocksDB.loadLibrary();
    }

    private final Map<String, Long> written = new ConcurrentHashMap<>();
    private final FileChannel journal;

    SyncedLengths(Path journal) throws IOException {
        super(
                EnabledEventCallback.SHOULD_BE_NOTIFIED_ON_FILE_IO,
                EnabledEventCallback.ON_FILE_WRITE_FINISH,
                EnabledEventCallback.ON_FILE_SYNC_FINISH);
        this.journal = FileChannel.open(journal, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public boolean shouldBeNotifiedOnFileIO() {
        return true;
    }

    /** Files only grow. The offset in the notification stays 0 for buffered files, so the lengths are added up. */
    @Override
    public void onFileWriteFinish(FileOperationInfo write) {
        if (written.merge(write.getPath(), write.getLength(), Long::sum) == write.getLength()) {
            note("W", write.getPath(), 0);
        }
    }

    @Override
    public void onFileSyncFinish(FileOperationInfo sync) {
        note("S", sync.getPath(), written.getOrDefault(sync.getPath(), 0L));
    }

    private void note(String what, String path, long length) {
        try {
            journal.write(
                    ByteBuffer.wrap((what + "\t" + length + "\t" + path + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Cuts every file that was written through this layer back to what was synced of it. Returns how many bytes went.
     */
    static long losePower(Path folder, Path journal) throws IOException {
        Map<String, Long> synced = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (String line : Files.readAllLines(journal)) {
            String[] fields = line.split("\t");
            String name = Path.of(fields[2]).getFileName().toString();
            seen.add(name);
            if (fields[0].equals("S")) {
                synced.merge(name, Long.parseLong(fields[1]), Math::max);
            }
        }
        long lost = 0;
        try (Stream<Path> files = Files.list(folder.resolve("tables"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                long kept = synced.getOrDefault(name, 0L);
                if (seen.contains(name) && Files.size(file) > kept) {
                    lost += Files.size(file) - kept;
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(kept);
                    }
                }
            }
        }
        return lost;
    }
}
