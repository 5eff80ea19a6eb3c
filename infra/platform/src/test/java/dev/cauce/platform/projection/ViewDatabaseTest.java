package dev.cauce.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.ReadConcern;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

class ViewDatabaseTest {

    private final ViewStore store = new ViewStore();
    private final Map<String, String> names = new HashMap<>(Map.of("view", "view@2"));
    private final ViewDatabase database = new ViewDatabase(store.factory(), name -> names.getOrDefault(name, name));
    private final MongoTemplate mongo = new MongoTemplate(database);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void findsAViewInTheCollectionThatItIsKeptInWhateverIsAskedOfIt() {
        mongo.getCollection("view").insertOne(new Document("_id", "1").append("field", "new"));
        store.database().getCollection("view").insertOne(new Document("_id", "1").append("field", "old"));

        assertThat(mongo.findById("1", Document.class, "view")).containsEntry("field", "new");
        assertThat(mongo.find(new Query(Criteria.where("field").is("new")), Document.class, "view"))
                .hasSize(1);
        assertThat(mongo.aggregate(
                        Aggregation.newAggregation(
                                Aggregation.match(Criteria.where("field").is("new"))),
                        "view",
                        Document.class))
                .hasSize(1);
        assertThat(mongo.getDb()
                        .withReadConcern(ReadConcern.LOCAL)
                        .getCollection("view")
                        .find())
                .extracting(found -> found.getString("field"))
                .containsExactly("new");
        mongo.indexOps("view").createIndex(new Index("field", Sort.Direction.ASC));
        assertThat(store.database().getCollection("view@2").listIndexes()).hasSize(2);
        assertThat(store.database().getCollection("view").listIndexes()).hasSize(1);
    }

    @Test
    void looksTheNameUpEachTime() {
        mongo.getCollection("view").insertOne(new Document("_id", "1"));
        names.put("view", "view@3");

        assertThat(mongo.findById("1", Document.class, "view")).isNull();
    }

    @Test
    void leavesOtherNamesAsTheyAre() {
        mongo.getCollection("other").insertOne(new Document("_id", "1"));

        assertThat(store.database().getCollection("other").countDocuments()).isEqualTo(1);
    }

    @Test
    void passesFailuresOnAsTheyAre() {
        assertThatThrownBy(() -> database.getMongoDatabase().runCommand(new Document("noSuchCommand", 1)))
                .isInstanceOf(MongoCommandException.class);
    }
}
