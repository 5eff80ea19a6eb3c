package dev.cauce.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The disk's own rate, looked at before, between and after: figures of a run across which it drifted cannot be
 * compared.
 */
public final class DiskDrift {

    private static final double MOST = 1.5;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final DiskRate disk;
    private final List<Double> alone = new ArrayList<>();
    private double grouped;

    public DiskDrift(Path folder) throws IOException {
        disk = new DiskRate(folder);
        disk.measure(1, LOOK);
    }

    /** Looks again. */
    public void look() throws IOException {
        alone.add(disk.measure(1, LOOK));
        grouped = Math.max(grouped, disk.measure(64, LOOK));
    }

    /** Whether the run counts. */
    public boolean isLittle() {
        return drift() <= MOST;
    }

    /** A line for the report. */
    public String line() {
        return "Disk, 600-byte records appended and synced a second: %s alone, %,.0f in groups of 64; drift across the run %.2f%s"
                .formatted(
                        alone.stream().map(Math::round).toList(),
                        grouped,
                        drift(),
                        isLittle() ? "" : ". **REJECTED: it drifted more than " + MOST + " times**");
    }

    private double drift() {
        return Collections.max(alone) / Collections.min(alone);
    }
}
