package dev.cauce.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Histories.Lived;
import dev.cauce.platform.messaging.CauceJson;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state of each aggregate goes through a snapshot and comes out whole, and nothing personal is in it. */
class SnapshotTest {

    private static final Serializer SERIALIZER = CauceJson.serializer();

    static List<Lived<?>> all() {
        return Histories.ALL;
    }

    private static <A> A stateAfter(Lived<A> lived) {
        History history =
                new History().holds(lived.stream(), lived.events().toArray(dev.cauce.contracts.message.Event[]::new));
        AtomicReference<A> state = new AtomicReference<>();
        DefaultUnitOfWork.startAndGet(null)
                .execute(() -> EventSourcingRepository.builder(lived.aggregate())
                        .eventStore(history.store())
                        .build()
                        .load(lived.stream().value())
                        .execute(state::set));
        return state.get();
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesBackAsItWas(Lived<?> lived) {
        Object state = stateAfter(lived);

        SerializedObject<byte[]> snapshot = SERIALIZER.serialize(state, byte[].class);
        Object restored = SERIALIZER.deserialize(snapshot);

        assertThat(restored).usingRecursiveComparison().isEqualTo(state);
    }

    @ParameterizedTest
    @MethodSource("all")
    void fillsEveryFieldSoThatNoneIsLostUnseen(Lived<?> lived) throws IllegalAccessException {
        Object state = stateAfter(lived);

        for (Field field : stateFields(lived.aggregate())) {
            field.setAccessible(true);
            assertThat(field.get(state))
                    .as(field.getName())
                    .isNotNull()
                    .isNotIn(0, false, List.of(), Set.of(), Map.of());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void holdsNothingPersonal(Lived<?> lived) {
        String json = CauceJson.mapper().writeValueAsString(stateAfter(lived));

        assertThat(json).contains(lived.stream().value()).doesNotContain(Histories.PERSONAL);
    }

    @Test
    void coversEveryAggregate() {
        assertThat(Histories.ALL.stream().<Class<?>>map(Lived::aggregate))
                .containsExactlyInAnyOrderElementsOf(CommandSide.AGGREGATES);
    }

    /** When an account was erased is filled by its end alone, which empties other fields. */
    private static List<Field> stateFields(Class<?> aggregate) {
        return Arrays.stream(aggregate.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .filter(field -> !field.isSynthetic() && !field.getName().equals("erasedAt"))
                .toList();
    }
}
