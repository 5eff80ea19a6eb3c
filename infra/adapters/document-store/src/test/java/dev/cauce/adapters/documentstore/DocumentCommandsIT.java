package dev.cauce.adapters.documentstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a client of the wire protocol can write, as it would with a MongoDB server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentCommandsIT {

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
    class Values {

        @Test
        void comeBackAsTheyWere() {
            Document document = new Document("_id", new ObjectId())
                    .append("int", 7)
                    .append("long", 1L << 60)
                    .append("double", 1.5)
                    .append("decimal", new Decimal128(new BigDecimal("12345.678900")))
                    .append("date", new Date(1_700_000_000_123L))
                    .append("binary", new Binary(new byte[] {0, 1, -1}))
                    .append("bool", true)
                    .append("null", null)
                    .append("text", "ä\u0000😀")
                    .append("list", List.of(1, "two", new Document("three", 3)))
                    .append("nested", new Document("deep", new Document("deeper", List.of())));
            collection.insertOne(document);
            assertThat(only()).isEqualTo(document);
        }

        @Test
        void ofEqualNumbersAreOneId() {
            collection.insertOne(new Document("_id", 1));
            assertThatExceptionOfType(MongoWriteException.class)
                    .isThrownBy(() -> collection.insertOne(new Document("_id", 1.0)))
                    .satisfies(e -> assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
            assertThat(collection.find(eq("_id", 1L)).first()).isNotNull();
        }

        @Test
        void aboveTheDoublesStayApart() {
            long base = 1L << 53;
            for (long id = base - 2; id <= base + 5; id++) {
                collection.insertOne(new Document("_id", id));
            }
            assertThat(collection
                            .find()
                            .sort(Sorts.descending("_id"))
                            .map(d -> d.getLong("_id") - base)
                            .into(new ArrayList<>()))
                    .containsExactly(5L, 4L, 3L, 2L, 1L, 0L, -1L, -2L);
            assertThat(collection.find(eq("_id", base + 1)).first()).containsEntry("_id", base + 1);
        }
    }

    @Nested
    class Updating {

        @Test
        void appliesEachOperator() {
            collection.insertOne(
                    Document.parse("{_id: 1, name: 'a', gone: 1, n: 5, low: 5, high: 5, list: [1, 2, 3], set: ['x']}"));
            UpdateResult result = collection.updateOne(
                    eq("_id", 1),
                    Updates.combine(
                            Updates.set("name", "b"),
                            Updates.set("deep.er", 1),
                            Updates.unset("gone"),
                            Updates.inc("n", 3),
                            Updates.min("low", 2),
                            Updates.max("high", 9),
                            Updates.push("list", 4),
                            Updates.addToSet("set", "y"),
                            Updates.setOnInsert("never", true)));
            assertThat(result.getModifiedCount()).isEqualTo(1);
            collection.updateOne(eq("_id", 1), Updates.combine(Updates.pull("list", 2), Updates.addToSet("set", "y")));
            assertThat(only())
                    .isEqualTo(Document.parse(
                            "{_id: 1, name: 'b', n: 8, low: 2, high: 9, list: [1, 3, 4], set: ['x', 'y'],"
                                    + " deep: {er: 1}}"));
        }

        @Test
        void leavesWhatTheGuardExcludes() {
            collection.insertOne(new Document("_id", 1)
                    .append("seen", new Document("account", 7))
                    .append("v", "old"));
            UpdateResult late =
                    collection.updateOne(and(eq("_id", 1), not(gte("seen.account", 7))), Updates.set("v", "late"));
            UpdateResult next = collection.updateOne(
                    and(eq("_id", 1), not(gte("seen.account", 8))),
                    Updates.combine(Updates.set("v", "next"), Updates.set("seen.account", 8)));
            assertThat(late.getMatchedCount()).isZero();
            assertThat(next.getModifiedCount()).isEqualTo(1);
            assertThat(only()).isEqualTo(Document.parse("{_id: 1, seen: {account: 8}, v: 'next'}"));
        }

        @Test
        void inManyDocumentsChangesEach() {
            collection.insertMany(IntStream.range(0, 10)
                    .mapToObj(i -> new Document("_id", i).append("even", i % 2 == 0))
                    .toList());
            assertThat(collection
                            .updateMany(eq("even", true), Updates.set("seen", 1))
                            .getModifiedCount())
                    .isEqualTo(5);
            assertThat(collection.countDocuments(exists("seen"))).isEqualTo(5);
        }

        @Test
        void replacesAWholeDocument() {
            collection.insertOne(new Document("_id", 1).append("a", 1));
            collection.replaceOne(eq("_id", 1), new Document("b", 2));
            collection.replaceOne(eq("_id", 2), new Document("c", 3), new ReplaceOptions().upsert(true));
            assertThat(collection.find().into(new ArrayList<>()))
                    .containsExactly(new Document("_id", 1).append("b", 2), new Document("_id", 2).append("c", 3));
        }

        @Test
        void refusesAnotherId() {
            collection.insertOne(new Document("_id", 1));
            assertThatExceptionOfType(MongoWriteException.class)
                    .isThrownBy(() -> collection.updateOne(eq("_id", 1), Updates.set("_id", 2)))
                    .satisfies(e -> assertThat(e.getError().getCode()).isEqualTo(66));
        }

        @Test
        void refusesAPipeline() {
            assertThatExceptionOfType(MongoWriteException.class)
                    .isThrownBy(() ->
                            collection.updateOne(eq("_id", 1), List.of(new Document("$set", new Document("a", 1)))))
                    .satisfies(e -> assertThat(e.getError().getCode()).isEqualTo(9));
        }

        @Test
        void withArrayFiltersReachesElements() {
            collection.insertOne(
                    Document.parse("{_id: 1, steps: [{name: 'a', done: false}, {name: 'b', done: false}]}"));
            collection.updateOne(
                    eq("_id", 1),
                    Updates.set("steps.$[step].done", true),
                    new UpdateOptions().arrayFilters(List.of(eq("step.name", "b"))));
            assertThat(only())
                    .isEqualTo(Document.parse("{_id: 1, steps: [{name: 'a', done: false}, {name: 'b', done: true}]}"));
        }
    }

    @Nested
    class Upserting {

        private final UpdateOptions upsert = new UpdateOptions().upsert(true);

        @Test
        void insertsWithTheFilterAndTheDefaults() {
            UpdateResult result = collection.updateOne(
                    and(eq("_id", "x"), not(gte("seen.account", 7))),
                    Updates.combine(Updates.set("seen.account", 7), Updates.setOnInsert("created", true)),
                    upsert);
            assertThat(result.getUpsertedId()).isNotNull();
            assertThat(only()).isEqualTo(Document.parse("{_id: 'x', seen: {account: 7}, created: true}"));
        }

        @Test
        void ofWhatWasSeenIsADuplicateKey() {
            collection.insertOne(Document.parse("{_id: 'x', seen: {account: 7}}"));
            assertThatExceptionOfType(MongoWriteException.class)
                    .isThrownBy(() -> collection.updateOne(
                            and(eq("_id", "x"), not(gte("seen.account", 7))), Updates.set("seen.account", 7), upsert))
                    .satisfies(e -> assertThat(e.getError().getCode()).isEqualTo(11000))
                    .withMessageContaining("E11000 duplicate key error collection: cauce.");
        }

        @Test
        void inBulkTellsTheAppliedFromTheSeen() {
            collection.insertOne(Document.parse("{_id: 1, seen: {s: 5}, v: 5}"));
            List<UpdateOneModel<Document>> models = IntStream.range(0, 4)
                    .mapToObj(id -> new UpdateOneModel<Document>(
                            and(eq("_id", id), not(gte("seen.s", 5))),
                            Updates.combine(Updates.set("seen.s", 5), Updates.set("v", 9)),
                            upsert))
                    .toList();
            assertThatExceptionOfType(MongoBulkWriteException.class)
                    .isThrownBy(() -> collection.bulkWrite(models, new BulkWriteOptions().ordered(false)))
                    .satisfies(e -> {
                        assertThat(e.getWriteErrors()).singleElement().satisfies(error -> {
                            assertThat(error.getIndex()).isEqualTo(1);
                            assertThat(error.getCode()).isEqualTo(11000);
                        });
                        assertThat(e.getWriteResult().getUpserts()).hasSize(3);
                    });
            assertThat(collection.countDocuments(eq("v", 9))).isEqualTo(3);
        }

        @Test
        void inOrderStopsAtTheFirstRefusal() {
            collection.insertOne(Document.parse("{_id: 1, s: 5}"));
            List<UpdateOneModel<Document>> models = IntStream.range(0, 4)
                    .mapToObj(id -> new UpdateOneModel<Document>(
                            and(eq("_id", id), not(gte("s", 5))), Updates.set("s", 5), upsert))
                    .toList();
            assertThatExceptionOfType(MongoBulkWriteException.class).isThrownBy(() -> collection.bulkWrite(models));
            assertThat(collection.find().map(d -> d.getInteger("_id")).into(new ArrayList<>()))
                    .containsExactly(0, 1);
        }
    }

    @Nested
    class Inserting {

        @Test
        void inOrderKeepsWhatCameBeforeTheDuplicate() {
            collection.insertOne(new Document("_id", 2));
            assertThatExceptionOfType(MongoBulkWriteException.class)
                    .isThrownBy(() -> collection.insertMany(IntStream.range(1, 5)
                            .mapToObj(i -> new Document("_id", i))
                            .toList()))
                    .satisfies(e ->
                            assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(1));
            assertThat(collection.countDocuments()).isEqualTo(2);
        }

        @Test
        void outOfOrderKeepsAllButTheDuplicate() {
            collection.insertOne(new Document("_id", 2));
            List<InsertOneModel<Document>> models = IntStream.range(1, 5)
                    .mapToObj(i -> new InsertOneModel<>(new Document("_id", i)))
                    .toList();
            assertThatExceptionOfType(MongoBulkWriteException.class)
                    .isThrownBy(() -> collection.bulkWrite(models, new BulkWriteOptions().ordered(false)));
            assertThat(collection.countDocuments()).isEqualTo(4);
        }

        @Test
        void andDeletingAreCounted() {
            collection.insertMany(IntStream.range(0, 300)
                    .mapToObj(i -> new Document("_id", i).append("g", i % 3))
                    .toList());
            assertThat(collection.deleteOne(eq("g", 1)).getDeletedCount()).isEqualTo(1);
            assertThat(collection.deleteMany(eq("g", 1)).getDeletedCount()).isEqualTo(99);
            assertThat(collection.deleteMany(eq("g", 1)).getDeletedCount()).isZero();
            assertThat(collection.countDocuments()).isEqualTo(200);
            assertThat(collection.estimatedDocumentCount()).isEqualTo(200);
        }
    }

    @Nested
    class FindingAndModifying {

        @Test
        void givesTheDocumentBeforeOrAfter() {
            collection.insertOne(new Document("_id", 1).append("n", 1));
            assertThat(collection.findOneAndUpdate(eq("_id", 1), Updates.inc("n", 1)))
                    .containsEntry("n", 1);
            assertThat(collection.findOneAndUpdate(
                            eq("_id", 1),
                            Updates.inc("n", 1),
                            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                    .containsEntry("n", 3);
            assertThat(collection.findOneAndUpdate(
                            eq("_id", 2),
                            Updates.inc("n", 1),
                            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)))
                    .isEqualTo(new Document("_id", 2).append("n", 1));
            assertThat(collection.findOneAndDelete(eq("_id", 2))).containsEntry("n", 1);
            assertThat(collection.findOneAndDelete(eq("_id", 2))).isNull();
        }

        @Test
        void takesTheFirstInOrder() {
            collection.insertMany(IntStream.range(0, 5)
                    .mapToObj(i -> new Document("_id", i).append("due", 10 - i))
                    .toList());
            assertThat(collection.findOneAndUpdate(
                            gt("due", 6),
                            Updates.set("taken", true),
                            new FindOneAndUpdateOptions().sort(Sorts.ascending("due"))))
                    .containsEntry("_id", 3);
        }
    }

    @Test
    void changesTheElementThatWasMatched() {
        collection.insertOne(Document.parse("{_id: 1, steps: [{n: 'a', v: 0}, {n: 'b', v: 0}, {n: 'c', v: 0}]}"));
        collection.updateOne(and(eq("_id", 1), eq("steps.n", "b")), Updates.set("steps.$.v", 1));
        assertThat(only())
                .isEqualTo(Document.parse("{_id: 1, steps: [{n: 'a', v: 0}, {n: 'b', v: 1}, {n: 'c', v: 0}]}"));
    }

    @Test
    void bulkOfEverythingIsCounted() {
        collection.insertOne(new Document("_id", 1));
        BulkWriteResult result = collection.bulkWrite(List.of(
                new InsertOneModel<>(new Document("_id", 2)),
                new UpdateOneModel<>(eq("_id", 1), Updates.set("a", 1)),
                new com.mongodb.client.model.DeleteOneModel<>(eq("_id", 2))));
        assertThat(result.getInsertedCount()).isEqualTo(1);
        assertThat(result.getModifiedCount()).isEqualTo(1);
        assertThat(result.getDeletedCount()).isEqualTo(1);
    }
}
