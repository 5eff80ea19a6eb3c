package dev.cauce.adapters.documentstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** That indexes are used, proven by how many documents are read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexUseIT {

    private static final int ACCOUNTS = 2_000;

    private StoreFixture fixture;
    private MongoCollection<Document> accounts;

    @BeforeAll
    void fill(@TempDir Path folder) {
        fixture = StoreFixture.open(folder.resolve("store"));
        accounts = fixture.collection("accounts");
        accounts.createIndex(
                compoundIndex(ascending("tenantId"), ascending("status"), descending("createdAt"), ascending("_id")));
        accounts.insertMany(IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> new Document("_id", "a" + i)
                        .append("tenantId", "t" + i % 2)
                        .append(
                                "status",
                                List.of("trial", "active", "closed", "active").get(i / 2 % 4))
                        .append("createdAt", new Date(1_000L * (i / 10)))
                        .append("plan", "p" + i % 7))
                .toList());
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    private List<String> ids(Bson filter, Bson sort, int limit) {
        return accounts.find(filter)
                .sort(sort)
                .limit(limit)
                .map(d -> d.getString("_id"))
                .into(new ArrayList<>());
    }

    private long examined(Runnable action) {
        return fixture.examinedBy(action);
    }

    @Nested
    class ById {

        @Test
        void readsOneDocument() {
            assertThat(examined(() -> accounts.find(eq("_id", "a7")).first())).isEqualTo(1);
        }

        @Test
        void withMoreConditionsReadsOneDocument() {
            assertThat(examined(() -> accounts.find(and(eq("_id", "a7"), eq("tenantId", "t0")))
                            .first()))
                    .isEqualTo(1);
            assertThat(examined(() -> accounts.updateOne(
                            and(eq("_id", "a7"), not(gte("seen.account", 7))), Updates.set("plan", "p0"))))
                    .isEqualTo(1);
        }

        @Test
        void ofSeveralReadsThoseAlone() {
            List<String> found = new ArrayList<>();
            assertThat(examined(() -> accounts.find(in("_id", "a5", "a3", "none"))
                            .map(d -> d.getString("_id"))
                            .into(found)))
                    .isEqualTo(2);
            assertThat(found).containsExactlyInAnyOrder("a3", "a5");
        }

        @Test
        void inOrderReadsNoMoreThanTheLimit() {
            assertThat(examined(() -> accounts.find()
                            .sort(Sorts.ascending("_id"))
                            .limit(10)
                            .into(new ArrayList<>())))
                    .isEqualTo(10);
            assertThat(examined(() -> accounts.find(gte("_id", "a99"))
                            .sort(Sorts.ascending("_id"))
                            .limit(5)
                            .into(new ArrayList<>())))
                    .isEqualTo(5);
        }
    }

    @Nested
    class Lists {

        private final Bson order = Sorts.orderBy(Sorts.descending("createdAt"), Sorts.ascending("_id"));

        @Test
        void readOnePage() {
            List<String> page = new ArrayList<>();
            assertThat(examined(() -> page.addAll(ids(and(eq("tenantId", "t0"), eq("status", "active")), order, 51))))
                    .isEqualTo(51);
            assertThat(page).hasSize(51).isEqualTo(expected("t0", List.of("active"), 51));
        }

        @Test
        void readTheNextPageFromItsCursor() {
            List<String> walked = new ArrayList<>();
            Document last = null;
            while (true) {
                Bson filter = and(eq("tenantId", "t0"), eq("status", "active"));
                if (last != null) {
                    filter = and(
                            filter,
                            or(
                                    lt("createdAt", last.getDate("createdAt")),
                                    and(
                                            eq("createdAt", last.getDate("createdAt")),
                                            com.mongodb.client.model.Filters.gt("_id", last.getString("_id")))));
                }
                Bson page = filter;
                List<Document> found = new ArrayList<>();
                // Those of the same moment as the cursor's that lie before it are read and passed over: at most ten.
                assertThat(examined(
                                () -> accounts.find(page).sort(order).limit(51).into(found)))
                        .isLessThanOrEqualTo(61);
                found.forEach(d -> walked.add(d.getString("_id")));
                if (found.size() < 51) {
                    break;
                }
                last = found.getLast();
            }
            assertThat(walked).isEqualTo(expected("t0", List.of("active"), ACCOUNTS));
        }

        @Test
        void ofSeveralStatesKeepOneOrder() {
            List<String> page = new ArrayList<>();
            assertThat(examined(() ->
                            page.addAll(ids(and(eq("tenantId", "t1"), in("status", "trial", "closed")), order, 40))))
                    .isEqualTo(40);
            assertThat(page).isEqualTo(expected("t1", List.of("trial", "closed"), 40));
        }

        @Test
        void backwardsReadOnePage() {
            Bson backwards = Sorts.orderBy(Sorts.ascending("createdAt"), Sorts.descending("_id"));
            List<String> page = new ArrayList<>();
            assertThat(examined(() ->
                            page.addAll(ids(and(eq("tenantId", "t0"), eq("status", "active")), backwards, 20))))
                    .isEqualTo(20);
            assertThat(page)
                    .isEqualTo(expected("t0", List.of("active"), ACCOUNTS)
                            .reversed()
                            .subList(0, 20));
        }

        @Test
        void asAPipelineReadOnePage() {
            assertThat(examined(() -> accounts.aggregate(List.of(
                                    Aggregates.match(and(eq("tenantId", "t0"), eq("status", "active"))),
                                    Aggregates.sort(order),
                                    Aggregates.limit(51)))
                            .into(new ArrayList<>())))
                    .isEqualTo(51);
        }

        private List<String> expected(String tenant, List<String> states, int limit) {
            return accounts.find().into(new ArrayList<>()).stream()
                    .filter(d -> d.getString("tenantId").equals(tenant) && states.contains(d.getString("status")))
                    .sorted((a, b) -> {
                        int byTime = b.getDate("createdAt").compareTo(a.getDate("createdAt"));
                        return byTime != 0 ? byTime : a.getString("_id").compareTo(b.getString("_id"));
                    })
                    .limit(limit)
                    .map(d -> d.getString("_id"))
                    .toList();
        }
    }

    @Test
    void countingByEqualityReadsNoDocument() {
        assertThat(examined(() -> assertThat(accounts.countDocuments(and(eq("tenantId", "t0"), eq("status", "active"))))
                        .isEqualTo(500)))
                .isZero();
        assertThat(examined(() -> assertThat(accounts.countDocuments()).isEqualTo(ACCOUNTS)))
                .isZero();
    }

    @Test
    void withoutAnIndexEverythingIsRead() {
        assertThat(examined(() -> accounts.find(eq("plan", "p1")).into(new ArrayList<>())))
                .isEqualTo(ACCOUNTS);
    }

    @Nested
    class Kinds {

        private MongoCollection<Document> collection;

        @BeforeEach
        void fresh() {
            collection = fixture.collection("kinds");
            collection.drop();
        }

        private List<Integer> find(Bson filter) {
            return collection.find(filter).map(d -> d.getInteger("_id")).into(new ArrayList<>());
        }

        private void fill(int from, int to) {
            collection.insertMany(IntStream.range(from, to)
                    .mapToObj(i -> new Document("_id", i)
                            .append("tags", List.of("t" + i % 10, "u" + i % 5))
                            .append("n", i)
                            .append("sub", new Document("key", "k" + i % 20)))
                    .toList());
        }

        @Test
        void onArraysFindEachElement() {
            fill(0, 100);
            collection.createIndex(ascending("tags"));
            fill(100, 200);
            assertThat(examined(() -> assertThat(find(eq("tags", "t3"))).hasSize(20)))
                    .isEqualTo(20);
            assertThat(examined(() -> assertThat(find(in("tags", "t3", "u3"))).hasSize(40)))
                    .isEqualTo(40);
            collection.updateOne(eq("_id", 3), Updates.pull("tags", "t3"));
            assertThat(find(eq("tags", "t3"))).hasSize(19);
        }

        @Test
        void onArraysOrderByTheLeastElementOfAll() {
            collection.createIndex(ascending("a"));
            collection.insertOne(Document.parse("{_id: 1, a: [1, 10]}"));
            collection.insertOne(Document.parse("{_id: 2, a: [5]}"));
            assertThat(collection
                            .find(gte("a", 4))
                            .sort(Sorts.ascending("a"))
                            .limit(5)
                            .map(d -> d.getInteger("_id"))
                            .into(new ArrayList<>()))
                    .containsExactly(1, 2);
        }

        @Test
        void onPathsReachIntoDocuments() {
            fill(0, 200);
            collection.createIndex(ascending("sub.key"));
            assertThat(examined(() -> assertThat(find(eq("sub.key", "k7"))).hasSize(10)))
                    .isEqualTo(10);
        }

        @Test
        void withRangesReadTheRange() {
            fill(0, 200);
            collection.createIndex(descending("n"));
            assertThat(examined(() ->
                            assertThat(find(and(gte("n", 50), lt("n", 60.5)))).hasSize(11)))
                    .isEqualTo(11);
        }

        @Test
        void thatAreUniqueRefuseAndFollowChanges() {
            collection.createIndex(compoundIndex(ascending("a"), ascending("b")), new IndexOptions().unique(true));
            collection.insertOne(Document.parse("{_id: 1, a: 1, b: 1}"));
            collection.insertOne(Document.parse("{_id: 2, a: 1, b: 2}"));
            refused(() -> collection.insertOne(Document.parse("{_id: 3, a: 1.0, b: {$numberLong: '2'}}")));
            refused(() -> collection.updateOne(eq("_id", 2), Updates.set("b", 1)));
            collection.updateOne(eq("_id", 1), Updates.set("b", 9));
            collection.updateOne(eq("_id", 2), Updates.set("b", 1));
            collection.deleteOne(eq("_id", 1));
            collection.insertOne(Document.parse("{_id: 4, a: 1, b: 9}"));
            assertThat(fixture.store().verify().findings()).isEmpty();
        }

        @Test
        void thatAreUniqueAndPartialBindOnlyWhatMatches() {
            collection.createIndex(
                    ascending("email"), new IndexOptions().unique(true).partialFilterExpression(exists("email")));
            collection.insertOne(Document.parse("{_id: 1}"));
            collection.insertOne(Document.parse("{_id: 2}"));
            collection.insertOne(Document.parse("{_id: 3, email: 'a'}"));
            refused(() -> collection.insertOne(Document.parse("{_id: 4, email: 'a'}")));
            refused(() -> collection.updateOne(eq("_id", 1), Updates.set("email", "a")));
            collection.updateOne(eq("_id", 3), Updates.unset("email"));
            collection.updateOne(eq("_id", 1), Updates.set("email", "a"));
            assertThat(examined(() -> assertThat(find(eq("email", "a"))).containsExactly(1)))
                    .isEqualTo(1);
            assertThat(find(eq("email", null))).containsExactlyInAnyOrder(2, 3);
        }

        @Test
        void thatAreUniqueAndSparseLetManyLackTheField() {
            collection.createIndex(
                    ascending("x"), new IndexOptions().unique(true).sparse(true));
            collection.insertOne(Document.parse("{_id: 1}"));
            collection.insertOne(Document.parse("{_id: 2}"));
            collection.insertOne(Document.parse("{_id: 3, x: null}"));
            refused(() -> collection.insertOne(Document.parse("{_id: 4, x: null}")));
            assertThat(find(eq("x", null))).containsExactlyInAnyOrder(1, 2, 3);
        }

        @Test
        void cannotBeMadeUniqueOverDuplicates() {
            collection.insertOne(Document.parse("{_id: 1, a: 1}"));
            collection.insertOne(Document.parse("{_id: 2, a: 1}"));
            assertThatExceptionOfType(com.mongodb.DuplicateKeyException.class)
                    .isThrownBy(() -> collection.createIndex(ascending("a"), new IndexOptions().unique(true)));
            assertThat(collection.listIndexes().into(new ArrayList<>())).hasSize(1);
            assertThat(fixture.store().verify().findings()).isEmpty();
        }

        private void refused(Runnable write) {
            assertThatExceptionOfType(MongoWriteException.class)
                    .isThrownBy(write::run)
                    .satisfies(e -> assertThat(e.getError().getCode()).isEqualTo(11000));
        }
    }
}
