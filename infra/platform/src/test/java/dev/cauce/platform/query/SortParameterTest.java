package dev.cauce.platform.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortParameterTest {

    private static final Map<String, Integer> ALLOWED = Map.of("openedAt", 1, "priority", 2);

    @Test
    void readsTheFieldAndItsDirection() {
        assertThat(SortParameter.parse("openedAt", ALLOWED)).isEqualTo(new SortParameter<>(1, Direction.ASCENDING));
        assertThat(SortParameter.parse("-priority", ALLOWED)).isEqualTo(new SortParameter<>(2, Direction.DESCENDING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--openedAt", "OpenedAt", "openedAt ", "$where", "openedAt,priority"})
    void refusesWhatItDoesNotKnow(String parameter) {
        assertThatThrownBy(() -> SortParameter.parse(parameter, ALLOWED))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("[openedAt, priority]");
    }
}
