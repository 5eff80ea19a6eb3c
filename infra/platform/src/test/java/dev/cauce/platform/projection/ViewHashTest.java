package dev.cauce.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.tenant.TenantId;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewHashTest {

    private final ViewStore store = new ViewStore();

    @AfterEach
    void close() {
        store.close();
    }

    private String hashOf(Document... documents) {
        store.collection().deleteMany(new Document());
        for (Document document : documents) {
            store.collection().insertOne(document);
        }
        return ViewHash.of(store.database(), ViewStore.VIEW);
    }

    @Test
    void isThatOfWhatIsShownHoweverItCameToBe() {
        Document one = new Document("_id", "1")
                .append("a", 1)
                .append("nested", new Document("x", 1).append("y", null))
                .append("tags", List.of("b", "a"));
        Document same = new Document("_id", "1")
                .append("tags", List.of("a", "b"))
                .append("nested", new Document("y", null).append("x", 1))
                .append("a", 1);
        Document two = new Document("_id", "2").append("a", 2);

        assertThat(hashOf(one, two)).hasSize(64).isEqualTo(hashOf(two, same));
    }

    @Test
    void tellsEveryDifference() {
        String hash = hashOf(new Document("_id", "1").append("a", 1).append("b", List.of(new Document("n", 1))));

        assertThat(hashOf(new Document("_id", "1").append("a", 1L).append("b", List.of(new Document("n", 1)))))
                .as("another type")
                .isNotEqualTo(hash);
        assertThat(hashOf(new Document("_id", "1").append("a", 1).append("b", List.of(new Document("n", 2)))))
                .isNotEqualTo(hash);
        assertThat(hashOf(new Document("_id", "1").append("a", 1))).isNotEqualTo(hash);
        assertThat(hashOf()).isNotEqualTo(hash);
        assertThat(hashOf(
                        new Document("_id", "1").append("a", 1).append("b", List.of(new Document("n", 1))),
                        new Document("_id", "2")))
                .isNotEqualTo(hash);
    }

    @Test
    void ofATenantIsOfWhatItHasAlone() {
        store.collection().insertOne(new Document("_id", "acme/1"));
        String alone = ViewHash.of(store.database(), ViewStore.VIEW, new TenantId("acme"));

        store.collection().insertOne(new Document("_id", "acme-2/1"));
        store.collection().insertOne(new Document("_id", "acm/1"));

        assertThat(ViewHash.of(store.database(), ViewStore.VIEW, new TenantId("acme")))
                .isEqualTo(alone);
        assertThat(ViewHash.of(store.database(), ViewStore.VIEW, new TenantId("acme-2")))
                .isNotEqualTo(alone);
    }
}
