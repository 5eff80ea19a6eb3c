package dev.cauce.adapters.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The writer is killed and then every file is cut back to the length at which it was last synced: what a disk holds
 * after the power went.
 */
class PowerLossIT {

    @TempDir
    private Path parent;

    @Test
    void takesNothingThatWasAcknowledged() throws Exception {
        KilledWriter writer = new KilledWriter(parent);
        writer.run(16, 60, 1, StoreOptions.Durability.POWER_LOSS, true);

        SyncedLengths.losePower(writer.folder(), writer.journal());

        assertThat(writer.acknowledged()).hasSizeGreaterThanOrEqualTo(1000);
        assertThat(writer.losses()).isEmpty();
    }

    /** The same proof over a store that does not sync has to fail, or it would prove nothing. */
    @Test
    void isSeenToTakeAcknowledgedEventsWhereNothingIsSynced() throws Exception {
        KilledWriter writer = new KilledWriter(parent);
        writer.run(16, 60, 1, StoreOptions.Durability.PROCESS_KILL, true);

        assertThat(SyncedLengths.losePower(writer.folder(), writer.journal())).isPositive();

        assertThat(writer.losses()).anyMatch(loss -> loss.startsWith("lost: "));
    }
}
