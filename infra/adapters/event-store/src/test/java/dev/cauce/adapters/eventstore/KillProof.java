package dev.cauce.adapters.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills at random moments, each followed by a loss of power or not, over one folder that grows.
 * {@code -Dcauce.kills=200} for more, {@code -Dcauce.seed=…} to repeat a run.
 */
class KillProof {

    private static final int KILLS = Integer.getInteger("cauce.kills", 20);
    private static final long SEED = Long.getLong("cauce.seed", System.nanoTime());

    @TempDir
    private Path parent;

    @Test
    void losesNothingAcknowledged() throws Exception {
        System.out.println("kills " + KILLS + ", seed " + SEED);
        Random random = new Random(SEED);
        KilledWriter writer = new KilledWriter(parent);
        long lost = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            writer.run(
                    1 + random.nextInt(32),
                    1 + random.nextInt(80),
                    random.nextLong(),
                    StoreOptions.Durability.POWER_LOSS,
                    true);
            if (random.nextBoolean()) {
                lost += SyncedLengths.losePower(writer.folder(), writer.journal());
            }
            Files.delete(writer.journal());
            assertThat(writer.losses()).as("kill %d, seed %d", kill, SEED).isEmpty();
        }
        System.out.println(writer.acknowledged().size() + " acknowledged appends survived; " + lost
                + " bytes that were not synced were taken away");
    }
}
