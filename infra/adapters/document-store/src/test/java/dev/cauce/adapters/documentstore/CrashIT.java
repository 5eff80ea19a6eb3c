package dev.cauce.adapters.documentstore;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes views and their tokens is killed at random; nothing it acknowledged is lost, and no token is
 * ahead of its views.
 *
 * <p>{@code cauce.crash.seed} repeats a run; {@link CrashProof} kills more often.
 */
class CrashIT {

    private final long seed = Long.getLong("cauce.crash.seed", System.nanoTime());

    int kills() {
        return 2;
    }

    @Test
    @Timeout(600)
    void losesNothingAcknowledgedAndKeepsTokensBehindTheirViews(@TempDir Path folder) throws Exception {
        System.out.println("cauce.crash.seed=" + seed);
        Random random = new Random(seed);
        int[] acknowledged = new int[CrashWriter.WRITERS];
        for (int kill = 0; kill < kills(); kill++) {
            try (ChildProcess child = ChildProcess.start(
                    List.of(), CrashWriter.class, folder.resolve("store").toString())) {
                for (int lines = 50 + random.nextInt(400); lines > 0; lines--) {
                    String line = child.readLine();
                    assertThat(line).as("the writer goes on until it is killed").isNotNull();
                    note(line, acknowledged);
                }
                child.killAndDrain().forEach(line -> note(line, acknowledged));
            }
            check(folder.resolve("store"), acknowledged);
        }
        assertThat(Arrays.stream(acknowledged).sum()).isPositive();
    }

    private static void note(String line, int[] acknowledged) {
        String[] parts = line.split(" ");
        // The last line may have been cut by the kill.
        if (parts.length == 2 && parts[1].matches("\\d+")) {
            int writer = Integer.parseInt(parts[0]);
            acknowledged[writer] = Math.max(acknowledged[writer], Integer.parseInt(parts[1]));
        }
    }

    private void check(Path folder, int[] acknowledged) {
        try (StoreFixture fixture = StoreFixture.open(folder)) {
            for (int writer = 0; writer < acknowledged.length; writer++) {
                Document token =
                        fixture.collection("tokens").find(eq("_id", writer)).first();
                int tokenAt = token == null ? 0 : token.getInteger("seq");
                List<Integer> views = fixture.collection("views")
                        .find(eq("writer", writer))
                        .map(d -> d.getInteger("seq"))
                        .into(new ArrayList<>());
                assertThat(tokenAt).as("seed %s: acknowledged", seed).isGreaterThanOrEqualTo(acknowledged[writer]);
                assertThat(views).as("seed %s: views behind their token", seed).allMatch(seq -> seq >= tokenAt);
                if (tokenAt > 0) {
                    assertThat(views).hasSize(CrashWriter.VIEWS_PER_BATCH);
                }
            }
            assertThat(fixture.store().verify().findings()).as("seed %s", seed).isEmpty();
        }
    }
}
