package dev.cauce.adapters.documentstore;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.bson.Document;

/** Fills a small disk until the store says that it is full, makes room, and goes on. */
final class FullDiskWriter {

    private static final int BALLAST_BYTES = 60 << 20;

    private FullDiskWriter() {}

    public static void main(String[] arguments) throws IOException {
        Path disk = Path.of(arguments[0]);
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[BALLAST_BYTES]);
        // Without a reserve: RocksDB itself runs into the end of the disk.
        StoreOptions options = StoreOptions.defaults().withDiskReserveBytes(0);
        int written = 0;
        try (StoreFixture fixture = StoreFixture.of(EmbeddedDocumentStore.start(disk.resolve("store"), options))) {
            MongoCollection<Document> collection = fixture.collection("blobs");
            byte[] blob = new byte[1 << 18];
            Random random = new Random(1);
            try {
                while (true) {
                    random.nextBytes(blob);
                    collection.insertOne(new Document("_id", written).append("blob", blob.clone()));
                    written++;
                }
            } catch (MongoException e) {
                System.out.println("full " + e.getCode());
            }
            try {
                System.out.println("readable "
                        + (collection
                                        .find()
                                        .projection(new Document("_id", 1))
                                        .into(new java.util.ArrayList<>())
                                        .size()
                                == written));
            } catch (MongoException e) {
                System.out.println("readable " + e.getCode());
            }
            Files.delete(ballast);
            collection.withWriteConcern(WriteConcern.JOURNALED).insertOne(new Document("_id", "after"));
            System.out.println("after " + (collection.countDocuments() == written + 1));
            System.out.println("sound " + fixture.store().verify().isSound());
        } catch (MongoException e) {
            System.out.println("failed " + e.getCode() + " " + e.getMessage());
        }
        System.out.println("end");
    }
}
