package dev.cauce.adapters.documentstore;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FullDiskIT {

    @Test
    void writesThatGrowAreRefusedUntilThereIsRoomAgain(@TempDir Path folder) {
        AtomicLong usable = new AtomicLong(Long.MAX_VALUE);
        try (StoreFixture fixture = StoreFixture.of(
                EmbeddedDocumentStore.start(folder.resolve("store"), StoreOptions.defaults(), usable::get))) {
            MongoCollection<Document> collection = fixture.collection("views");
            collection.insertOne(new Document("_id", 1).append("text", "some text"));
            collection.insertOne(new Document("_id", 2).append("text", "some text"));
            usable.set(1_000);
            // A look at the disk is good for a moment; the first refusal may come a few writes later.
            assertThatExceptionOfType(MongoCommandException.class)
                    .isThrownBy(() -> {
                        for (int i = 10; ; i++) {
                            collection.insertOne(new Document("_id", i));
                        }
                    })
                    .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(14031))
                    .withMessageContaining("free some space");
            assertThatExceptionOfType(MongoCommandException.class)
                    .isThrownBy(() -> collection.updateOne(eq("_id", 1), Updates.set("text", "some longer text")));
            assertThat(collection.find(eq("_id", 1)).first()).containsEntry("text", "some text");
            assertThat(collection.deleteOne(eq("_id", 2)).getDeletedCount()).isEqualTo(1);
            usable.set(Long.MAX_VALUE);
            collection.updateOne(eq("_id", 1), Updates.set("text", "some longer text"));
            assertThat(collection.find(eq("_id", 1)).first()).containsEntry("text", "some longer text");
            assertThat(fixture.store().metrics().diskFullRefusals()).isPositive();
        }
    }

    @Test
    @Timeout(180)
    void thatRanFullGoesOnWhenThereIsRoom(@TempDir Path folder) throws Exception {
        assumeTrue(canMount(), "NOT RUN: this user may not mount a small file system of its own (unshare -rm)");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        List<String> mounting = List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=160m tmpfs \"$0\" && exec \"$@\"",
                disk.toString());
        List<String> said = new ArrayList<>();
        try (ChildProcess child = ChildProcess.start(mounting, FullDiskWriter.class, disk.toString())) {
            for (String line = child.readLine(); line != null; line = child.readLine()) {
                said.add(line);
            }
        }
        assertThat(said).containsExactly("full 14031", "readable true", "after true", "sound true", "end");
    }

    private static boolean canMount() throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/unshare"))) {
            return false;
        }
        Process process = new ProcessBuilder("unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }
}
