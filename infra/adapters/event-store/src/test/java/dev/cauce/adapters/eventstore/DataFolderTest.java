package dev.cauce.adapters.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path parent;

    private Path folder() {
        return parent.resolve("events");
    }

    @Test
    void isMadeWithAllFoldersAbove() {
        try (RocksEventStore store = TestEvents.store(parent.resolve("a/b/c"))) {
            assertThat(store.folder().resolve("FORMAT")).content().contains("format=1");
        }
    }

    @Test
    void ofANewerReleaseIsRefusedUntouched() throws IOException {
        TestEvents.store(folder()).close();
        Files.writeString(folder().resolve("FORMAT"), "kind=cauce-event-store\nformat=2\n");
        Map<String, Long> before = content();

        assertRefused(StoreError.FOLDER_NEWER, () -> TestEvents.store(folder()), "format 2", "Nothing was changed");

        assertThat(content()).isEqualTo(before);
    }

    @Test
    void ofAnOlderReleaseIsBroughtUpByItsMigration() throws IOException {
        TestEvents.store(folder()).close();
        Files.writeString(folder().resolve("FORMAT"), "kind=cauce-event-store\nformat=0\n");
        List<Path> migrated = new ArrayList<>();

        RocksEventStore.open(folder(), StoreOptions.defaults().withMigrations(List.of(from(0, migrated))))
                .close();

        assertThat(migrated).containsExactly(folder());
        assertThat(folder().resolve("FORMAT")).content().contains("format=1");
    }

    @Test
    void ofAnOlderReleaseStaysAsItIsWhereTheMigrationFails() throws IOException {
        TestEvents.store(folder()).close();
        Files.writeString(folder().resolve("FORMAT"), "kind=cauce-event-store\nformat=0\n");
        FolderMigration failing = new FolderMigration() {
            @Override
            public int from() {
                return 0;
            }

            @Override
            public void migrate(Path migrated) throws IOException {
                throw new IOException("half way");
            }
        };

        assertRefused(
                StoreError.FOLDER_UNUSABLE,
                () -> RocksEventStore.open(folder(), StoreOptions.defaults().withMigrations(List.of(failing))),
                "half way");

        assertThat(folder().resolve("FORMAT")).content().contains("format=0");
        RocksEventStore.open(folder(), StoreOptions.defaults().withMigrations(List.of(from(0, new ArrayList<>()))))
                .close();
    }

    @Test
    void ofAnOlderReleaseWithoutMigrationIsRefused() throws IOException {
        TestEvents.store(folder()).close();
        Files.writeString(folder().resolve("FORMAT"), "kind=cauce-event-store\nformat=0\n");

        assertRefused(StoreError.FOLDER_WITHOUT_MIGRATION, () -> TestEvents.store(folder()), "format 0");
    }

    @Test
    void thatIsOpenIsRefusedASecondTime() {
        try (RocksEventStore first = TestEvents.store(folder())) {
            assertRefused(StoreError.FOLDER_IN_USE, () -> TestEvents.store(folder()), "is open already");
            assertThat(first.events().head()).isZero();
        }
        TestEvents.store(folder()).close();
    }

    @Test
    void thatHoldsSomethingElseIsRefusedUntouched() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("thesis.txt"), "mine");

        assertRefused(StoreError.FOLDER_FOREIGN, () -> TestEvents.store(folder()), "thesis.txt");

        assertThat(content()).containsOnlyKeys("thesis.txt");
    }

    @Test
    void thatIsAFileIsRefused() throws IOException {
        Files.writeString(folder(), "a file");

        assertRefused(StoreError.FOLDER_UNUSABLE, () -> TestEvents.store(folder()), "cannot be used");
    }

    @Test
    void whoseFormatCannotBeReadIsRefused() throws IOException {
        TestEvents.store(folder()).close();
        for (String rubbish : List.of("", "format=1", "kind=cauce-event-store\nformat=one", "kind=\\uZZZZ")) {
            Files.writeString(folder().resolve("FORMAT"), rubbish);
            assertRefused(StoreError.FOLDER_FOREIGN, () -> TestEvents.store(folder()), "FORMAT");
        }
        Files.write(folder().resolve("FORMAT"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertRefused(StoreError.FOLDER_FOREIGN, () -> TestEvents.store(folder()), "FORMAT");
    }

    @Test
    void thatLostItsTablesIsNotStartedAfresh() throws IOException {
        try (RocksEventStore store = TestEvents.store(folder())) {
            TestEvents.engine(store).build().appendEvents(TestEvents.events("a", 3));
        }
        try (Stream<Path> files = Files.list(folder().resolve("tables"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        assertThatThrownBy(() -> TestEvents.store(folder())).isInstanceOf(StoreException.class);
    }

    @Test
    void thatLostItsFormatIsRefusedWhereItHoldsEvents() throws IOException {
        try (RocksEventStore store = TestEvents.store(folder())) {
            TestEvents.engine(store).build().appendEvents(TestEvents.events("a", 3));
        }
        Files.delete(folder().resolve("FORMAT"));

        assertRefused(StoreError.FOLDER_FOREIGN, () -> TestEvents.store(folder()), "holds 3 events");
    }

    @Test
    void whoseMakingWasCutOffIsCompleted() throws IOException {
        TestEvents.store(folder()).close();
        Files.delete(folder().resolve("FORMAT"));

        TestEvents.store(folder()).close();

        assertThat(folder().resolve("FORMAT")).exists();
    }

    private Map<String, Long> content() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("LOCK")) {
                    sizes.put(folder().relativize(file).toString(), Files.size(file));
                }
            }
        }
        return sizes;
    }

    private static FolderMigration from(int format, List<Path> migrated) {
        return new FolderMigration() {
            @Override
            public int from() {
                return format;
            }

            @Override
            public void migrate(Path folder) {
                migrated.add(folder);
            }
        };
    }

    private static void assertRefused(StoreError error, ThrowingCallable opening, String... saying) {
        assertThatThrownBy(opening)
                .hasMessageContainingAll(saying)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refused -> assertThat(refused.error()).isEqualTo(error));
    }
}
