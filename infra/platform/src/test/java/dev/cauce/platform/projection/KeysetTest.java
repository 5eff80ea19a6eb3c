package dev.cauce.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;

class KeysetTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final ViewStore store = new ViewStore();
    private final MongoTemplate mongo = new MongoTemplate(store.factory());

    @AfterEach
    void close() {
        store.close();
    }

    private record Page(List<String> items, @Nullable String nextCursor) {}

    private Page page(String field, Direction direction, @Nullable String cursor) {
        Keyset keyset = new Keyset(field, direction, cursor, 3);
        return keyset.page(
                mongo.find(keyset.applyTo(Criteria.where("tenantId").is("acme")), Document.class, ViewStore.VIEW),
                row -> row.getString("_id"),
                row -> new Keyset.Key(
                        row.get(field) instanceof Date date ? date.toInstant() : row.get(field), row.getString("_id")),
                Page::new);
    }

    private List<String> all(String field, Direction direction) {
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            Page page = page(field, direction, cursor);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    private void tenRows() {
        // Pairs of equal values, so that pages are cut within ties.
        IntStream.range(0, 10)
                .forEach(number -> store.collection()
                        .insertOne(new Document("_id", "r" + number)
                                .append("tenantId", "acme")
                                .append("name", "name " + number / 2)
                                .append("score", number / 2 * 0.5)
                                .append("at", Date.from(BEGIN.plusMillis(number / 2)))));
        store.collection()
                .insertOne(
                        new Document("_id", "other").append("tenantId", "other").append("name", "n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "score", "at"})
    void goesThroughEveryRowOnceInOrder(String field) {
        tenRows();
        List<String> up =
                IntStream.range(0, 10).mapToObj(number -> "r" + number).toList();

        assertThat(all(field, Direction.ASCENDING)).isEqualTo(up);
        assertThat(all(field, Direction.DESCENDING)).isEqualTo(up.reversed());
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void isNotShiftedByRowsThatComeAndGo(Direction direction) {
        tenRows();
        Page first = page("name", direction, null);
        store.collection().deleteOne(new Document("_id", first.items().getFirst()));
        store.collection()
                .insertOne(new Document("_id", direction == Direction.ASCENDING ? "r-before" : "s-before")
                        .append("tenantId", "acme")
                        .append("name", direction == Direction.ASCENDING ? "name" : "name 9"));

        Page second = page("name", direction, first.nextCursor());

        List<String> up = IntStream.range(3, 6).mapToObj(number -> "r" + number).toList();
        List<String> down = List.of("r6", "r5", "r4");
        assertThat(second.items()).isEqualTo(direction == Direction.ASCENDING ? up : down);
    }

    @Test
    void endsWithAPageThatHasNoCursor() {
        IntStream.range(0, 3)
                .forEach(number -> store.collection()
                        .insertOne(new Document("_id", "r" + number)
                                .append("tenantId", "acme")
                                .append("name", "n")));

        assertThat(page("name", Direction.ASCENDING, null)).isEqualTo(new Page(List.of("r0", "r1", "r2"), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not base64!",
                "",
                "{}",
                "[1]",
                "{\"v\":\"x\"}",
                "{\"v\":\"x\",\"i\":1}",
                "{\"v\":{\"$gt\":\"\"},\"i\":\"x\"}",
                "{\"v\":[1],\"i\":\"x\"}",
                "{\"v\":null,\"i\":\"x\"}",
                "{\"v\":\"x\",\"i\":\"x\",\"z\":1}",
                "{\"v\":\"x\",\"i\":\"x\"",
                "{\"v\":{\"$date\":\"never\"},\"i\":\"x\"}"
            })
    void refusesACursorThatItDidNotGiveOut(String forged) {
        String cursor = forged.startsWith("{") || forged.startsWith("[")
                ? Base64.getUrlEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8))
                : forged;

        assertThatThrownBy(() -> page("name", Direction.ASCENDING, cursor))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}
