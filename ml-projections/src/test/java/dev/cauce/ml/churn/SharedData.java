package dev.cauce.ml.churn;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where the real data sets are: the folder that {@code CAUCE_DATA} names, or {@code ../shared/data} beside the project.
 * A missing set fails a test where {@code CI=true}, and elsewhere skips it with a line that says so.
 */
public final class SharedData {
    private SharedData() {}

    public static Path file(String relative) {
        Path file = folder().resolve(relative);
        if (!Files.isReadable(file)) {
            String message = "the data set " + relative + " is not in " + folder() + " (set CAUCE_DATA to its folder)";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(message);
            }
            System.err.println("SKIPPED: " + message);
            abort(message);
        }
        return file;
    }

    private static Path folder() {
        String named = System.getenv("CAUCE_DATA");
        return named == null || named.isBlank()
                ? projectRoot().resolve("../shared/data").normalize()
                : Path.of(named);
    }

    private static Path projectRoot() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("infra"))
                        && Files.isDirectory(folder.resolve("api-contracts")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no project root above " + start));
    }
}
