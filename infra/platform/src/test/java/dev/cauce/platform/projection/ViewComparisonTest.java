package dev.cauce.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.cauce.platform.projection.ViewComparison.Difference;
import dev.cauce.platform.projection.ViewComparison.Kind;
import dev.cauce.platform.projection.ViewComparison.Result;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewComparisonTest {

    private static final String VIEW = ViewStore.VIEW;

    private final ViewStore store = new ViewStore();
    private final MongoCollection<Document> served = store.collection();
    private final MongoCollection<Document> built = store.database().getCollection(VIEW + "@2");
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();

    @AfterEach
    void close() {
        store.close();
    }

    /** Compares; each time that both are waited for, the next thing happens. */
    private Result compare() {
        long[] position = {100};
        return new ViewComparison(
                        store.database(),
                        new ViewDatabase(store.factory(), name -> name + "@2").getMongoDatabase(),
                        () -> {
                            if (!meanwhile.isEmpty()) {
                                meanwhile.removeFirst().run();
                            }
                            return position[0]++;
                        })
                .of(List.of(VIEW));
    }

    private static Document document(String id, String value) {
        return new Document("_id", id).append("value", value);
    }

    private void both(String id, String value) {
        served.insertOne(document(id, value));
        built.insertOne(document(id, value));
    }

    @Test
    void findsNothingWhereBothShowTheSame() {
        both("acme/é", "1");
        both("acme/z", "2");
        both("acme/\uD83D\uDE00", "3");
        served.insertOne(new Document("_id", "x").append("b", List.of("2", "1")).append("a", 1));
        built.insertOne(new Document("_id", "x").append("a", 1).append("b", List.of("1", "2")));

        Result result = compare();

        assertThat(result.identical()).isTrue();
        assertThat(result.documents()).isEqualTo(4);
        assertThat(result.position()).isEqualTo(100);
    }

    @Test
    void namesWhatDiffersIsMissingOrShouldNotBeThere() {
        both("acme/1", "same");
        served.insertOne(document("acme/2", "damaged"));
        built.insertOne(document("acme/2", "right"));
        built.insertOne(document("acme/3", "lost"));
        served.insertOne(document("acme/4", "made up"));

        Result result = compare();

        assertThat(result.differences())
                .containsExactlyInAnyOrder(
                        new Difference(VIEW, "acme/2", Kind.DIFFERENT),
                        new Difference(VIEW, "acme/3", Kind.MISSING),
                        new Difference(VIEW, "acme/4", Kind.UNEXPECTED));
        assertThat(result.identical()).isFalse();
        assertThat(result.complete()).isTrue();
        assertThat(result.position()).isEqualTo(101);
    }

    @Test
    void takesWhatOneHasSeenAndTheOtherNotYetForNoDifference() {
        built.insertOne(document("acme/1", "new"));
        served.insertOne(document("acme/1", "old"));
        meanwhile.add(() -> {});
        meanwhile.add(() -> served.replaceOne(new Document("_id", "acme/1"), document("acme/1", "new")));

        assertThat(compare().identical()).isTrue();
    }

    @Test
    void looksAgainAtWhatChangesWhileItIsLookedAt() {
        built.insertOne(document("acme/1", "0"));
        meanwhile.add(() -> {});
        for (int time = 1; time <= 3; time++) {
            String value = Integer.toString(time);
            meanwhile.add(() -> built.replaceOne(new Document("_id", "acme/1"), document("acme/1", value)));
        }

        Result result = compare();

        assertThat(result.differences()).containsExactly(new Difference(VIEW, "acme/1", Kind.MISSING));
        assertThat(result.position()).isEqualTo(104);
    }

    @Test
    void decidesNothingOfWhatNeverStandsStill() {
        built.insertOne(document("acme/1", "0"));
        meanwhile.add(() -> {});
        for (int time = 1; time <= 20; time++) {
            String value = Integer.toString(time);
            meanwhile.add(() -> built.replaceOne(new Document("_id", "acme/1"), document("acme/1", value)));
        }

        Result result = compare();

        assertThat(result.differences()).isEmpty();
        assertThat(result.undecided()).isEqualTo(1);
        assertThat(result.identical()).isFalse();
    }
}
