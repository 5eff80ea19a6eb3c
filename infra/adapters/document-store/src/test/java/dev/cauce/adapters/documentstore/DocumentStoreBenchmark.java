package dev.cauce.adapters.documentstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What the embedded store does in a second, beside mongo-java-server's memory and H2 backends, through the driver and
 * one client thread.
 *
 * <p>Run {@code main} with a folder on the disk to be measured, and, to measure fewer, the names of the stores
 * ({@code rocksdb}, {@code h2}, {@code memory}).
 */
final class DocumentStoreBenchmark {

    private static final int BATCH = 200;
    private static final int LARGE = 100_000;
    private static final int LISTED = 50_000;
    private static final long MEASURE_NANOS = 3_000_000_000L;
    private static final AtomicLong SEQUENCE = new AtomicLong(1);

    private DocumentStoreBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<String> stores = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length)
                : List.of("rocksdb", "memory", "h2");
        System.out.println("processors " + Runtime.getRuntime().availableProcessors());
        for (String store : stores) {
            switch (store) {
                case "rocksdb" -> rocksdb(folder.resolve("rocksdb"));
                case "h2" -> {
                    Files.deleteIfExists(folder.resolve("h2"));
                    other(
                            store,
                            new MongoServer(new H2Backend(folder.resolve("h2").toString())));
                }
                default -> other(store, new MongoServer(new MemoryBackend()));
            }
        }
    }

    private static void rocksdb(Path folder) throws Exception {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(folder);
                MongoClient client = MongoClients.create(store.connectionString())) {
            long before = store.examined();
            measure("rocksdb", client, LARGE);
            durable("rocksdb", client);
            System.out.println("rocksdb  examined " + (store.examined() - before) + ", " + store.metrics());
        }
    }

    private static void other(String name, MongoServer server) {
        try (MongoClient client = MongoClients.create(server.bindAndGetConnectionString())) {
            // Their guarded upserts read the whole collection: beyond this they would take hours to fill.
            measure(name, client, 20_000);
        } finally {
            server.shutdownNow();
        }
    }

    private static void measure(String name, MongoClient client, int largest) {
        MongoCollection<Document> views = client.getDatabase("bench").getCollection("views");
        // Warms up the client and the server, at a size where all are fast.
        MongoCollection<Document> warm = client.getDatabase("bench").getCollection("warm");
        fill(warm, 0, 500);
        for (int i = 0; i < 3; i++) {
            guarded(warm, 500, 5_000);
        }
        for (int i = 0; i < 3; i++) {
            gets(warm, 500);
        }
        int size = 0;
        for (int next : new int[] {2_000, 20_000, LARGE}) {
            if (next > largest) {
                break;
            }
            fill(views, size, next);
            size = next;
            report(name, "guarded upserts of " + BATCH + " at " + size, guarded(views, size, size));
        }
        report(name, "gets by id at " + size, gets(views, size));
        MongoCollection<Document> listed = client.getDatabase("bench").getCollection("listed");
        listed.createIndex(Indexes.compoundIndex(
                Indexes.ascending("tenantId"),
                Indexes.ascending("status"),
                Indexes.descending("createdAt"),
                Indexes.ascending("_id")));
        fill(listed, 0, LISTED);
        if (largest == LARGE) {
            // The others read the whole collection for a list: they are warm after a few.
            lists(name, listed);
            lists(name, listed);
        }
        lists(name, listed);
    }

    /** Plain inserts, which every store takes at once. */
    private static void fill(MongoCollection<Document> collection, int from, int to) {
        List<Document> batch = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = from; i < to; i++) {
            batch.add(view(i).append("_id", "account-" + i).append("seen", new Document("account", 0L)));
            if (batch.size() == 1_000 || i == to - 1) {
                collection.insertMany(batch);
                batch.clear();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "  filled %,d to %,d: %,.0f/s%n",
                from,
                to,
                (to - from) * 1e9 / (System.nanoTime() - start));
    }

    private static Document view(int i) {
        return new Document("tenantId", "t" + i % 4)
                .append(
                        "status",
                        List.of("trial", "active", "past-due", "closed").get(i / 4 % 4))
                .append("createdAt", new Date(1_700_000_000_000L + (i * 7919L) % 50_000_000L))
                .append("plan", "plan-" + i % 9)
                .append("name", "Company number " + i)
                .append("seats", i % 50)
                .append("monthlyCents", 4_900L + i % 1_000)
                .append("steps", List.of("profile", "data-source"))
                .append("health", new Document("score", i / 1000.0).append("band", "green"));
    }

    private static double guarded(MongoCollection<Document> collection, int size, int most) {
        Random random = new Random(7);
        UpdateOptions upsert = new UpdateOptions().upsert(true);
        long start = System.nanoTime();
        long done = 0;
        long cpu = processorNanos();
        while (System.nanoTime() - start < MEASURE_NANOS && done < most * 20L) {
            long seq = SEQUENCE.incrementAndGet();
            List<UpdateOneModel<Document>> models = new ArrayList<>(BATCH);
            for (int id : random.ints(0, size).distinct().limit(BATCH).toArray()) {
                models.add(new UpdateOneModel<>(
                        and(eq("_id", "account-" + id), not(gte("seen.account", seq))),
                        Updates.combine(
                                Updates.set("seen.account", seq),
                                Updates.set("plan", "plan-" + seq % 9),
                                Updates.set("seats", (int) seq % 50),
                                Updates.setOnInsert("createdAt", new Date(0))),
                        upsert));
            }
            collection.bulkWrite(models, new BulkWriteOptions().ordered(false));
            done += models.size();
        }
        showProcessorTime(cpu, done);
        return done * 1e9 / (System.nanoTime() - start);
    }

    private static double gets(MongoCollection<Document> collection, int size) {
        Random random = new Random(11);
        long start = System.nanoTime();
        long cpu = processorNanos();
        int done = 0;
        while (System.nanoTime() - start < MEASURE_NANOS) {
            if (collection.find(eq("_id", "account-" + random.nextInt(size))).first() == null) {
                throw new IllegalStateException("a document is not there");
            }
            done++;
        }
        showProcessorTime(cpu, done);
        return done * 1e9 / (System.nanoTime() - start);
    }

    private static void lists(String name, MongoCollection<Document> collection) {
        Bson order = Sorts.orderBy(Sorts.descending("createdAt"), Sorts.ascending("_id"));
        Random random = new Random(13);
        List<Long> took = new ArrayList<>();
        long start = System.nanoTime();
        while (System.nanoTime() - start < MEASURE_NANOS) {
            Date at = new Date(1_700_000_000_000L + random.nextInt(50_000_000));
            Bson filter = and(
                    eq("tenantId", "t" + random.nextInt(4)),
                    eq("status", "active"),
                    or(lt("createdAt", at), and(eq("createdAt", at), gt("_id", "account-1"))));
            long before = System.nanoTime();
            collection.find(filter).sort(order).limit(51).into(new ArrayList<>());
            took.add(System.nanoTime() - before);
        }
        long[] sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-8s list of 51 from a cursor at %,d: p50 %.2f ms, p99 %.2f ms, %,.0f/s%n",
                name,
                LISTED,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted.length * 1e9 / Arrays.stream(sorted).sum());
        long before = System.nanoTime();
        int counts = 0;
        while (System.nanoTime() - before < MEASURE_NANOS / 3) {
            collection.countDocuments(and(eq("tenantId", "t1"), eq("status", "active")));
            counts++;
        }
        report(name, "counts of " + LISTED / 16 + " by equality", counts * 1e9 / (System.nanoTime() - before));
        before = System.nanoTime();
        int scans = 0;
        while (System.nanoTime() - before < MEASURE_NANOS / 3) {
            collection.find(eq("plan", "none")).first();
            scans++;
        }
        System.out.printf(
                Locale.ROOT,
                "%-8s scan of %,d without index: %.0f ms%n",
                name,
                LISTED,
                (System.nanoTime() - before) / 1e6 / scans);
    }

    private static void durable(String name, MongoClient client) throws InterruptedException {
        MongoCollection<Document> journaled =
                client.getDatabase("bench").getCollection("journaled").withWriteConcern(WriteConcern.JOURNALED);
        for (int threads : new int[] {1, 8}) {
            long end = System.nanoTime() + MEASURE_NANOS;
            int[] done = new int[threads];
            List<Thread> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                running.add(Thread.ofPlatform().start(() -> {
                    while (System.nanoTime() < end) {
                        journaled.insertOne(view(done[thread]++));
                    }
                }));
            }
            for (Thread each : running) {
                each.join();
            }
            report(
                    name,
                    "single inserts with j: true, " + threads + " clients",
                    Arrays.stream(done).sum() * 1e9 / MEASURE_NANOS);
        }
    }

    /** Of client and server together, since they are one process here. */
    private static long processorNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static void showProcessorTime(long before, long operations) {
        System.out.printf(
                Locale.ROOT, "  processor time each: %.0f us%n", (processorNanos() - before) / 1e3 / operations);
    }

    private static void report(String name, String what, double perSecond) {
        System.out.printf(Locale.ROOT, "%-8s %s: %,.0f/s%n", name, what, perSecond);
    }
}
