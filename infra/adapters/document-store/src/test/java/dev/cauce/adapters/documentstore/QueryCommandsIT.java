package dev.cauce.adapters.documentstore;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BucketOptions;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.Facet;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.RenameCollectionOptions;
import com.mongodb.client.model.Sorts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a client of the wire protocol can ask and administer, as it would with a MongoDB server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryCommandsIT {

    private StoreFixture fixture;
    private MongoCollection<Document> collection;

    @BeforeAll
    void open(@TempDir Path folder) {
        fixture = StoreFixture.open(folder.resolve("store"));
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @BeforeEach
    void fresh(TestInfo test) {
        fixture.database().drop();
        collection = fixture.collection(test.getTestMethod().orElseThrow().getName());
    }

    private Document only() {
        return collection.find().first();
    }

    @Nested
    class Reading {

        @Test
        void goesOnInBatches() {
            collection.insertMany(IntStream.range(0, 5_000)
                    .mapToObj(i -> new Document("_id", i))
                    .toList());
            assertThat(collection.find().map(d -> d.getInteger("_id")).into(new ArrayList<>()))
                    .containsExactlyElementsOf(IntStream.range(0, 5_000).boxed().toList());
            assertThat(collection.find().batchSize(7).limit(30).into(new ArrayList<>()))
                    .hasSize(30);
        }

        @Test
        void ofLargeDocumentsFitsIntoMessages() {
            String megabyte = "x".repeat(1 << 20);
            for (int i = 0; i < 60; i++) {
                collection.insertOne(new Document("_id", i).append("blob", megabyte));
            }
            assertThat(collection.find().into(new ArrayList<>())).hasSize(60);
        }

        @Test
        void projectsSortsSkipsAndLimits() {
            collection.insertMany(IntStream.range(0, 20)
                    .mapToObj(i -> new Document("_id", i).append("a", i % 4).append("b", i))
                    .toList());
            assertThat(collection
                            .find(in("a", 1, 3))
                            .sort(Sorts.orderBy(Sorts.descending("a"), Sorts.ascending("b")))
                            .skip(1)
                            .limit(2)
                            .projection(Projections.fields(Projections.excludeId(), Projections.include("b")))
                            .into(new ArrayList<>()))
                    .containsExactly(new Document("b", 7), new Document("b", 11));
        }

        @Test
        void ofDistinctValuesGivesEachOnce() {
            collection.insertMany(IntStream.range(0, 9)
                    .mapToObj(i -> new Document("_id", i).append("a", i % 3))
                    .toList());
            assertThat(collection.distinct("a", Integer.class).into(new ArrayList<>()))
                    .containsExactly(0, 1, 2);
        }

        @Test
        void ofNothingIsEmpty() {
            assertThat(collection.find().first()).isNull();
            assertThat(collection.countDocuments()).isZero();
            assertThat(collection
                            .aggregate(List.of(Aggregates.match(eq("a", 1))))
                            .into(new ArrayList<>()))
                    .isEmpty();
        }
    }

    @Nested
    class Aggregating {

        @BeforeEach
        void fill() {
            collection.insertMany(IntStream.range(0, 100)
                    .mapToObj(i -> new Document("_id", i)
                            .append("plan", List.of("basic", "pro", "team").get(i % 3))
                            .append("cents", i * 100L))
                    .toList());
        }

        @Test
        void groupsWhatMatches() {
            assertThat(collection
                            .aggregate(List.of(
                                    Aggregates.match(gte("cents", 5_000L)),
                                    Aggregates.group(
                                            "$plan", Accumulators.sum("total", "$cents"), Accumulators.sum("n", 1)),
                                    Aggregates.sort(Sorts.ascending("_id"))))
                            .into(new ArrayList<>()))
                    .containsExactly(
                            Document.parse("{_id: 'basic', total: {$numberLong: '127500'}, n: 17}"),
                            Document.parse("{_id: 'pro', total: {$numberLong: '119200'}, n: 16}"),
                            Document.parse("{_id: 'team', total: {$numberLong: '125800'}, n: 17}"));
        }

        @Test
        void sortsAndLimitsBeforeItProjects() {
            assertThat(collection
                            .aggregate(List.of(
                                    Aggregates.match(eq("plan", "pro")),
                                    Aggregates.sort(Sorts.descending("cents")),
                                    Aggregates.skip(1),
                                    Aggregates.limit(2),
                                    Aggregates.project(Projections.include("plan"))))
                            .into(new ArrayList<>()))
                    .containsExactly(
                            Document.parse("{_id: 94, plan: 'pro'}"), Document.parse("{_id: 91, plan: 'pro'}"));
        }

        @Test
        void splitsIntoFacetsAndBuckets() {
            Document result = collection
                    .aggregate(List.of(Aggregates.facet(
                            new Facet("plans", Aggregates.sortByCount("$plan")),
                            new Facet(
                                    "prices",
                                    Aggregates.bucket("$cents", List.of(0L, 2_500L, 10_000L), new BucketOptions())))))
                    .first();
            assertThat(result.getList("plans", Document.class)).hasSize(3);
            assertThat(result.getList("prices", Document.class).stream().map(d -> d.getInteger("count")))
                    .containsExactly(25, 75);
        }

        @Test
        void looksUpByAnIndex() {
            MongoCollection<Document> invoices = fixture.collection("invoices");
            invoices.createIndex(Indexes.ascending("account"));
            invoices.insertMany(IntStream.range(0, 1_000)
                    .mapToObj(i -> new Document("_id", i).append("account", i % 100))
                    .toList());
            List<Document> joined = new ArrayList<>();
            long examined = fixture.examinedBy(() -> collection
                    .aggregate(List.of(
                            Aggregates.match(eq("_id", 5)),
                            Aggregates.lookup("invoices", "_id", "account", "invoices")))
                    .into(joined));
            assertThat(joined.getFirst().getList("invoices", Document.class)).hasSize(10);
            assertThat(examined).isEqualTo(11);
        }
    }

    @Nested
    class WritingAggregations {

        @Test
        void replaceOrMergeIntoACollection() {
            collection.insertMany(IntStream.range(0, 10)
                    .mapToObj(i -> new Document("_id", i).append("g", i % 2))
                    .toList());
            MongoCollection<Document> sums = fixture.collection("sums");
            sums.insertOne(new Document("_id", "old"));
            Bson bySum = Aggregates.group("$g", Accumulators.sum("n", 1));
            collection.aggregate(List.of(bySum, Aggregates.out("sums"))).toCollection();
            assertThat(sums.find().into(new ArrayList<>()))
                    .containsExactlyInAnyOrder(
                            new Document("_id", 0).append("n", 5), new Document("_id", 1).append("n", 5));
            collection.insertOne(new Document("_id", 10).append("g", 1));
            collection.aggregate(List.of(bySum, Aggregates.merge("sums"))).toCollection();
            assertThat(sums.find(eq("_id", 1)).first()).containsEntry("n", 6);
        }
    }

    @Nested
    class Refusing {

        @Test
        void whatItWouldOtherwiseIgnore() {
            assertThatExceptionOfType(MongoCommandException.class)
                    .isThrownBy(() -> collection
                            .find(eq("name", "a"))
                            .collation(Collation.builder().locale("en").build())
                            .first())
                    .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(72));
            assertThatExceptionOfType(MongoException.class).isThrownBy(() -> {
                try (ClientSession session = fixture.client().startSession()) {
                    session.startTransaction();
                    collection.insertOne(session, new Document());
                    session.commitTransaction();
                }
            });
            assertThat(collection.countDocuments()).isZero();
        }

        @Test
        void whatIsMalformed() {
            for (Document command : List.of(
                    new Document("find", 7),
                    new Document("find", "").append("filter", 7),
                    new Document("insert", "c").append("documents", "none"),
                    new Document("update", "c").append("updates", List.of(7)),
                    new Document("createIndexes", "c").append("indexes", List.of(new Document("name", "a"))),
                    new Document("aggregate", "c")
                            .append("pipeline", List.of(new Document("$nonsense", 1)))
                            .append("cursor", new Document()),
                    new Document("renameCollection", "nowhere"),
                    new Document("listIndexes", new Document()))) {
                assertThatExceptionOfType(MongoCommandException.class)
                        .as(command.toJson())
                        .isThrownBy(() -> fixture.database().runCommand(command));
            }
            assertThatExceptionOfType(MongoCommandException.class)
                    .isThrownBy(() -> fixture.client()
                            .getDatabase("admin")
                            .runCommand(new Document("renameCollection", "a.b").append("to", "c.d")));
        }
    }

    @Nested
    class Administering {

        @Test
        void listsWhatThereIs() {
            collection.createIndex(Indexes.compoundIndex(Indexes.ascending("a"), Indexes.descending("b")));
            fixture.database().createCollection("empty");
            assertThat(fixture.database().listCollectionNames().into(new ArrayList<>()))
                    .containsExactlyInAnyOrder(
                            "empty", collection.getNamespace().getCollectionName());
            assertThat(collection.listIndexes().map(d -> d.getString("name")).into(new ArrayList<>()))
                    .containsExactly("_id_", "a_1_b_-1");
            assertThat(fixture.client().listDatabaseNames().into(new ArrayList<>()))
                    .contains("cauce");
            assertThat(fixture.database().runCommand(new Document("dbStats", 1)))
                    .containsKey("objects");
            assertThat(fixture.database().runCommand(new Document("buildInfo", 1)))
                    .containsKey("version");
            assertThat(fixture.database().runCommand(new Document("hello", 1)))
                    .containsEntry("isWritablePrimary", true);
        }

        @Test
        void dropsAnIndexOfOneCollectionAlone() {
            MongoCollection<Document> other = fixture.collection("other");
            collection.createIndex(Indexes.ascending("a"));
            other.createIndex(Indexes.ascending("a"));
            collection.dropIndex("a_1");
            assertThat(collection.listIndexes().into(new ArrayList<>())).hasSize(1);
            assertThat(other.listIndexes().into(new ArrayList<>())).hasSize(2);
        }

        @Test
        void switchesAViewToItsNewVersion() {
            MongoCollection<Document> next = fixture.collection("next");
            collection.insertOne(new Document("_id", 1).append("version", "old"));
            collection.createIndex(Indexes.ascending("old"));
            next.insertOne(new Document("_id", 1).append("version", "new"));
            next.createIndex(Indexes.ascending("version"));
            assertThatExceptionOfType(MongoCommandException.class)
                    .isThrownBy(() -> next.renameCollection(collection.getNamespace()))
                    .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(48));
            next.renameCollection(collection.getNamespace(), new RenameCollectionOptions().dropTarget(true));
            assertThat(only()).containsEntry("version", "new");
            assertThat(collection.listIndexes().map(d -> d.getString("name")).into(new ArrayList<>()))
                    .containsExactly("_id_", "version_1");
            assertThat(next.countDocuments()).isZero();
        }

        @Test
        void refusesAnIndexThatItWouldIgnore() {
            for (Document key :
                    List.of(new Document("a", "text"), new Document("a", "2dsphere"), new Document("a", "hashed"))) {
                assertThatExceptionOfType(MongoCommandException.class)
                        .isThrownBy(() -> collection.createIndex(key))
                        .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(67));
            }
            for (IndexOptions options : List.of(
                    new IndexOptions().expireAfter(0L, TimeUnit.SECONDS),
                    new IndexOptions().partialFilterExpression(Document.parse("{a: {$nonsense: 1}}")))) {
                assertThatExceptionOfType(MongoCommandException.class)
                        .isThrownBy(() -> collection.createIndex(new Document("a", 1), options));
            }
            collection.insertOne(new Document("a", 1));
            assertThat(collection.listIndexes().into(new ArrayList<>())).hasSize(1);
        }

        @Test
        void answersAnUnknownCommandWithAnError() {
            assertThatExceptionOfType(MongoCommandException.class)
                    .isThrownBy(() -> fixture.database().runCommand(new Document("frobnicate", 1)))
                    .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(59));
        }

        @Test
        void acceptsConcernsAsAServerDoes() {
            collection
                    .withWriteConcern(WriteConcern.MAJORITY)
                    .withReadConcern(ReadConcern.MAJORITY)
                    .insertOne(new Document("_id", 1).append("at", Date.from(Instant.EPOCH)));
            assertThat(collection.withReadConcern(ReadConcern.MAJORITY).countDocuments())
                    .isEqualTo(1);
        }

        @Test
        void servesOnlyWhoKnowsTheSecret() {
            try (MongoClient stranger =
                    MongoClients.create("mongodb://127.0.0.1:" + fixture.store().port()
                            + "/?serverSelectionTimeoutMS=500&uuidRepresentation="
                            + UuidRepresentation.STANDARD.name().toLowerCase(java.util.Locale.ROOT))) {
                assertThatExceptionOfType(Exception.class)
                        .isThrownBy(() -> stranger.getDatabase("cauce")
                                .listCollectionNames()
                                .first())
                        .isInstanceOfAny(
                                MongoTimeoutException.class, MongoSecurityException.class, MongoCommandException.class);
            }
            assertThat(fixture.store().metrics().refusedConnections()).isPositive();
        }
    }
}
