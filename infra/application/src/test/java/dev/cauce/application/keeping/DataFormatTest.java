package dev.cauce.application.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFormatTest {

    @TempDir
    private Path home;

    /** From a version to the next, by a file that says so. */
    private record Noted(int from) implements DataFormat.Step {
        @Override
        public void migrate(Path folder) throws IOException {
            Files.writeString(folder.resolve("migrated-from-" + from), "");
        }
    }

    private String mark() throws IOException {
        return Files.readString(home.resolve(DataFormat.FILE)).strip();
    }

    @Test
    void marksANewFolderAndTakesItAgain() throws IOException {
        DataFormat.current().require(home);
        DataFormat.current().require(home);

        assertThat(mark()).isEqualTo("cauce-data " + DataFormat.CURRENT);
    }

    @Test
    void bringsAnOlderFolderForwardStepByStep() throws IOException {
        Files.createDirectories(home.resolve("events"));

        new DataFormat(3, List.of(new Noted(2), new Noted(1))).require(home);

        assertThat(mark()).isEqualTo("cauce-data 3");
        assertThat(home.resolve("migrated-from-1")).exists();
        assertThat(home.resolve("migrated-from-2")).exists();
    }

    @Test
    void refusesANewerFolderAndLeavesItAsItIs() throws IOException {
        Files.writeString(home.resolve(DataFormat.FILE), "cauce-data 7\n");

        assertThatExceptionOfType(KeepingFailed.class)
                .isThrownBy(() -> DataFormat.current().require(home))
                .withMessageContaining("format 7")
                .withMessageContaining("start the release that wrote it");
        assertThat(mark()).isEqualTo("cauce-data 7");
    }

    @Test
    void refusesAFolderWithoutAMigration() throws IOException {
        Files.createDirectories(home.resolve("events"));

        assertThatExceptionOfType(KeepingFailed.class)
                .isThrownBy(() -> new DataFormat(3, List.of(new Noted(2))).require(home))
                .withMessageContaining("no migration");
        assertThat(mark()).isEqualTo("cauce-data 1");
    }

    @Test
    void refusesWhatARestoreLeftHalfDone() throws IOException {
        Files.writeString(home.resolve(Restore.UNDER_WAY), "replaced-1\n");

        assertThatExceptionOfType(KeepingFailed.class)
                .isThrownBy(() -> DataFormat.current().require(home))
                .withMessageContaining("cut short");
    }

    @Test
    void refusesAMarkThatNamesNoFormat() throws IOException {
        Files.writeString(home.resolve(DataFormat.FILE), "something else");

        assertThatExceptionOfType(KeepingFailed.class)
                .isThrownBy(() -> DataFormat.current().require(home));
    }
}
