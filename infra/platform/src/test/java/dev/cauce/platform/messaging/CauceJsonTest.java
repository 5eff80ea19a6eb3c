package dev.cauce.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CauceJsonTest {

    record Step(String name) {}

    record Everything(
            Instant at,
            Duration every,
            Set<String> names,
            Set<Step> steps,
            Map<String, Integer> counts,
            BigDecimal share,
            boolean done,
            List<String> order) {}

    record Weekend(Set<DayOfWeek> days) {}

    record Holder(
            @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "@class")
            Object anything) {}

    private final JsonMapper json = CauceJson.mapper();

    @Test
    void writesEqualValuesAsEqualSortedText() {
        Set<String> names = new LinkedHashSet<>(List.of("b", "a"));
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("z", 1);
        counts.put("y", 2);
        Everything everything = new Everything(
                Instant.parse("2026-11-24T10:00:00.000001Z"),
                Duration.ofMinutes(90),
                names,
                new LinkedHashSet<>(List.of(new Step("two"), new Step("one"))),
                counts,
                new BigDecimal("1.10"),
                true,
                List.of("second", "first"));

        assertThat(json.writeValueAsString(everything))
                .isEqualTo("{\"at\":\"2026-11-24T10:00:00.000001Z\",\"every\":\"PT1H30M\",\"names\":[\"a\",\"b\"],"
                        + "\"steps\":[{\"name\":\"one\"},{\"name\":\"two\"}],\"counts\":{\"y\":2,\"z\":1},"
                        + "\"share\":1.10,\"done\":true,\"order\":[\"second\",\"first\"]}");
    }

    @Test
    void writesASetOfConstantsWhateverItsClass() {
        String asEnumSet = json.writeValueAsString(new Weekend(EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.SATURDAY)));
        String asSet = json.writeValueAsString(new Weekend(Set.of(DayOfWeek.SUNDAY, DayOfWeek.SATURDAY)));

        assertThat(asEnumSet).isEqualTo("{\"days\":[\"SATURDAY\",\"SUNDAY\"]}").isEqualTo(asSet);
    }

    @Test
    void readsWhatItWroteAlsoByWayOfATree() {
        Everything everything = new Everything(
                Instant.EPOCH,
                Duration.ZERO,
                Set.of("a"),
                Set.of(),
                Map.of(),
                new BigDecimal("1.10"),
                false,
                List.of());

        JsonNode tree = json.readTree(json.writeValueAsBytes(everything));

        assertThat(json.treeToValue(tree, Everything.class)).isEqualTo(everything);
    }

    @Test
    void readsOldHistoryWithAbsentAndUnknownProperties() {
        Everything read = json.readValue("{\"unheardOf\":{\"x\":1},\"every\":\"PT1S\"}", Everything.class);

        assertThat(read).isEqualTo(new Everything(null, Duration.ofSeconds(1), null, null, null, null, false, null));
    }

    @Test
    void readsAxonsReplayTokens() {
        Serializer serializer = CauceJson.serializer();
        TrackingToken token = ReplayToken.createReplayToken(
                GapAwareTrackingToken.newInstance(12, List.of(7L)), GapAwareTrackingToken.newInstance(3, List.of(1L)));

        TrackingToken read = serializer.deserialize(serializer.serialize(token, byte[].class));

        assertThat(read).isEqualTo(token).isInstanceOf(ReplayToken.class);
    }

    @Test
    void readsNoOtherClassByItsName() {
        String hostile = "{\"anything\":{\"@class\":\"java.util.concurrent.atomic.AtomicLong\"}}";

        assertThatThrownBy(() -> json.readValue(hostile, Holder.class)).isInstanceOf(JacksonException.class);
    }
}
