package dev.cauce.application.simulation;

import dev.cauce.platform.messaging.CauceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who left and why, one JSON object a line, in a file beside the data folder: nothing that runs on the folder can read
 * it, so no feature holds it, and a test can compare.
 *
 * @param onsetAt when what made the customer leave began
 * @param leftAt when the subscription ended
 */
record GroundTruth(
        String accountId,
        ChurnCause cause,
        @Nullable Instant onsetAt,
        @Nullable Instant leftAt) {

    /** Where it is kept for this data folder. */
    static Path file(Path home) {
        return home.resolveSibling(home.getFileName() + ".ground-truth.ndjson");
    }

    static void write(Path file, List<GroundTruth> customers) throws IOException {
        Files.write(
                file,
                customers.stream().map(CauceJson.mapper()::writeValueAsString).toList());
    }
}
