package dev.cauce.adapters.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillIT {

    @TempDir
    private Path parent;

    @Test
    void losesNothingAcknowledged() throws Exception {
        KilledWriter writer = new KilledWriter(parent);
        for (int round = 1; round <= 3; round++) {
            writer.run(8, 17 * round, round, StoreOptions.Durability.POWER_LOSS, false);
            assertThat(writer.losses()).isEmpty();
        }
    }
}
