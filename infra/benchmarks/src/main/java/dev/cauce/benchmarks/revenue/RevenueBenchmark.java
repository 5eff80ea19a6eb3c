package dev.cauce.benchmarks.revenue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sun.management.OperatingSystemMXBean;
import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.benchmarks.measure.Report;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.revenue.ExplainReceivables;
import dev.cauce.contracts.revenue.ExplainRecovery;
import dev.cauce.contracts.revenue.ExplainRecurringRevenue;
import dev.cauce.contracts.revenue.FindReceivablesByAge;
import dev.cauce.contracts.revenue.FindRecoveryRates;
import dev.cauce.contracts.revenue.FindRecurringRevenue;
import dev.cauce.contracts.revenue.FindRevenueCohorts;
import dev.cauce.contracts.revenue.ReceivablesAge;
import dev.cauce.contracts.revenue.RecoveryCell;
import dev.cauce.contracts.revenue.RevenueCell;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.revenue.CollectionQueries;
import dev.cauce.query.revenue.CollectionsProjection;
import dev.cauce.query.revenue.RevenueProjection;
import dev.cauce.query.revenue.RevenueQueries;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/**
 * Measures the answers of the revenue views: projections and queries as they are, on the embedded document store in
 * this process, as the application has it by default.
 *
 * <p>Argument: the report. System properties with the prefix {@code cauce.benchmark.}: {@code sizes}, accounts and
 * invoices, such as {@code 2000/20000} (the default), divided by commas; {@code rounds} of every question (15);
 * {@code warm} rounds before (10); {@code folder} on the disk to use. <em>First</em> is the very first answer, which
 * compiles as it goes; <em>processor</em> the median of what the process used, the store included, which a busy machine
 * changes least. The last column is a hash of the answer, so that two versions of the code can be seen to say the same.
 */
public final class RevenueBenchmark {

    private static final TenantId TENANT = new TenantId("acme");
    private static final Instant NOW = CompanyHistory.BEGIN.plus(Duration.ofDays(30L * CompanyHistory.MONTHS));
    private static final Instant ONE_YEAR_IN = CompanyHistory.BEGIN.plus(Duration.ofDays(365));
    private static final String FIRST = "2024-01";
    private static final String LAST = "2025-11";
    private static final int BATCH = 200;

    private RevenueBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Report report = new Report(Path.of(arguments[0]), "Answers of the revenue views");
        for (String size :
                System.getProperty("cauce.benchmark.sizes", "2000/20000").split(",", -1)) {
            int[] counts = Arrays.stream(size.split("/", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            Path folder = Files.createTempDirectory(
                    Path.of(System.getProperty("cauce.benchmark.folder", "")).toAbsolutePath(), "cauce-revenue");
            try {
                measure(folder, counts[0], counts[1], report);
            } finally {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
        System.exit(0);
    }

    private static void measure(Path folder, int accounts, int invoices, Report report) throws Exception {
        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(folder.resolve("documents"));
                MongoClient client = MongoClients.create(store.connectionString())) {
            MongoTemplate mongo = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, "views"));
            Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
            RevenueQueries revenue = new RevenueQueries(mongo, clock);
            CollectionQueries collections = new CollectionQueries(mongo, clock);
            ViewIndexes.Indexes indexes = new ViewIndexes.Indexes(mongo);
            revenue.ensure(indexes);
            collections.ensure(indexes);
            long started = System.nanoTime();
            int events = project(mongo, accounts, invoices);
            report.say("%,d accounts with %,d changes, %,d invoices; %,d events/s into the views%n"
                    .formatted(
                            accounts, 5 * accounts, invoices, (long) (events / ((System.nanoTime() - started) / 1e9))));
            QueryBus bus = SimpleQueryBus.builder().build();
            new AnnotationQueryHandlerAdapter<>(revenue).subscribe(bus);
            new AnnotationQueryHandlerAdapter<>(collections).subscribe(bus);
            QueryGateway gateway = DefaultQueryGateway.builder().queryBus(bus).build();
            Map<String, Callable<String>> questions = new LinkedHashMap<>();
            asked().forEach((name, question) -> questions.put(
                    name,
                    () -> gateway.query(question, question.resultType()).join().toString()));
            for (String view : List.of(RevenueProjection.NAME, CollectionsProjection.NAME)) {
                questions.put("(reading all of " + view + ", bytes)", () -> {
                    long bytes = 0;
                    for (RawBsonDocument each : mongo.getCollection(view).find(RawBsonDocument.class)) {
                        bytes += each.getByteBuffer().remaining();
                    }
                    return Long.toString(bytes);
                });
                questions.put("(reading all of " + view + ", documents)", () -> {
                    long fields = 0;
                    for (Document each : mongo.getCollection(view).find()) {
                        fields += each.size();
                    }
                    return Long.toString(fields);
                });
            }
            rows(questions, store, report);
        }
    }

    private static int project(MongoTemplate mongo, int accounts, int invoices) {
        Views views = new Views(mongo.getMongoDatabaseFactory(), (view, documentIds) -> {});
        List<AnnotationEventHandlerAdapter> handlers = List.of(
                new AnnotationEventHandlerAdapter(new RevenueProjection(views)),
                new AnnotationEventHandlerAdapter(new CollectionsProjection(views)));
        List<EventMessage<?>> batch = new ArrayList<>();
        int[] events = new int[1];
        new CompanyHistory(TENANT, event -> {
                    batch.add(event);
                    events[0]++;
                    if (batch.size() == BATCH) {
                        handle(handlers, batch);
                        batch.clear();
                    }
                })
                .tell(accounts, invoices);
        if (!batch.isEmpty()) {
            handle(handlers, batch);
        }
        return events[0];
    }

    private static void handle(List<AnnotationEventHandlerAdapter> handlers, List<EventMessage<?>> batch) {
        BatchingUnitOfWork<EventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(batch);
        var result = unitOfWork.executeWithResult(() -> {
            for (AnnotationEventHandlerAdapter each : handlers) {
                each.handle(unitOfWork.getMessage());
            }
            return null;
        });
        if (result.isExceptional()) {
            throw new IllegalStateException("Not projected", result.exceptionResult());
        }
    }

    private static Map<String, Query<?>> asked() {
        Map<String, Query<?>> asked = new LinkedHashMap<>();
        asked.put("revenue, 23 months", new FindRecurringRevenue(TENANT, "EUR", FIRST, LAST, null, null));
        asked.put(
                "revenue, 23 months, as known a year before",
                new FindRecurringRevenue(TENANT, "EUR", FIRST, LAST, ONE_YEAR_IN, ONE_YEAR_IN));
        asked.put("cohorts, 23 months", new FindRevenueCohorts(TENANT, "EUR", FIRST, LAST, null, null));
        asked.put(
                "explain LTV",
                new ExplainRecurringRevenue(TENANT, "EUR", LAST, RevenueCell.LTV, null, null, null, null, 50));
        asked.put("receivables", new FindReceivablesByAge(TENANT, "EUR", null, null));
        asked.put("receivables a year before", new FindReceivablesByAge(TENANT, "EUR", ONE_YEAR_IN, null));
        asked.put(
                "receivables, as known a year before",
                new FindReceivablesByAge(TENANT, "EUR", ONE_YEAR_IN, ONE_YEAR_IN));
        asked.put(
                "explain receivables",
                new ExplainReceivables(TENANT, "EUR", ReceivablesAge.TOTAL, null, null, null, 50));
        asked.put("recovery, 23 months", new FindRecoveryRates(TENANT, "EUR", FIRST, LAST, null, null));
        asked.put(
                "explain a recovery rate",
                new ExplainRecovery(TENANT, "EUR", "2025-03", "p1", RecoveryCell.RECOVERY_RATE, null, null, null, 50));
        return asked;
    }

    private static void rows(Map<String, Callable<String>> questions, EmbeddedDocumentStore store, Report report)
            throws Exception {
        int warm = Integer.getInteger("cauce.benchmark.warm", 10);
        int rounds = Integer.getInteger("cauce.benchmark.rounds", 15);
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Map<String, Long> first = new LinkedHashMap<>();
        Map<String, long[]> nanos = new LinkedHashMap<>();
        Map<String, long[]> processor = new LinkedHashMap<>();
        Map<String, Long> examined = new LinkedHashMap<>();
        Map<String, String> answers = new LinkedHashMap<>();
        // Round by round, so that what the machine does meanwhile falls on all alike.
        for (int round = -warm; round < rounds; round++) {
            for (Map.Entry<String, Callable<String>> question : questions.entrySet()) {
                long before = store.examined();
                long used = process.getProcessCpuTime();
                long began = System.nanoTime();
                String answer = question.getValue().call();
                long took = System.nanoTime() - began;
                used = process.getProcessCpuTime() - used;
                first.putIfAbsent(question.getKey(), took);
                examined.put(question.getKey(), store.examined() - before);
                answers.put(question.getKey(), hash(answer));
                if (round >= 0) {
                    nanos.computeIfAbsent(question.getKey(), name -> new long[rounds])[round] = took;
                    processor.computeIfAbsent(question.getKey(), name -> new long[rounds])[round] = used;
                }
            }
        }
        report.say("| asked | first ms | median ms | worst ms | processor ms | documents read | answer |");
        report.say("| --- | --- | --- | --- | --- | --- | --- |");
        for (Map.Entry<String, long[]> question : nanos.entrySet()) {
            long[] sorted = question.getValue().clone();
            Arrays.sort(sorted);
            long[] sortedProcessor =
                    Objects.requireNonNull(processor.get(question.getKey())).clone();
            Arrays.sort(sortedProcessor);
            report.say(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %,d | `%s` |",
                    question.getKey(),
                    Objects.requireNonNull(first.get(question.getKey())) / 1e6,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[sorted.length - 1] / 1e6,
                    sortedProcessor[rounds / 2] / 1e6,
                    examined.get(question.getKey()),
                    answers.get(question.getKey())));
        }
        report.say("");
        report.say("Load average %.1f at the end%n"
                .formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    private static String hash(String answer) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(answer.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 4);
    }
}
