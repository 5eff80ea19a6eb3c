package dev.cauce.application.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.junit.jupiter.api.Test;

class ServedGenerationsTest {

    // Near its end, as nanoTime may be: differences still hold there.
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(10).toNanos();
    private final ServedGenerations served = new ServedGenerations(
            List.of(
                    new ProjectionGroup("query.account", List.of("accounts", "owners"), 4, (views, mongo) -> List.of()),
                    new ProjectionGroup("query.ticket", List.of("tickets"), 4, (views, mongo) -> List.of())),
            () -> nanos);

    @Test
    void servesTheFirstGenerationUnderThePlainName() {
        assertThat(served.served("query.account")).isEqualTo(1);
        assertThat(served.collection("accounts")).isEqualTo("accounts");
        assertThat(served.processor("query.account")).isEqualTo("query.account");
        assertThat(served.projections()).containsExactlyInAnyOrder("query.account", "query.ticket");
        assertThat(served.before("query.account")).isEmpty();
    }

    @Test
    void namesTheViewsAndTheProcessorOfALaterGenerationAndNothingElse() {
        served.serve("query.account", 3);

        assertThat(served.collection("accounts")).isEqualTo("accounts@3");
        assertThat(served.collection("owners")).isEqualTo("owners@3");
        assertThat(served.processor("query.account")).isEqualTo("query.account@3");
        assertThat(served.collection("tickets")).isEqualTo("tickets");
        assertThat(served.processor("query.ticket")).isEqualTo("query.ticket");
        assertThat(served.collection("sagas")).isEqualTo("sagas");
        assertThat(served.processor("saga")).isEqualTo("saga");
        assertThat(ServedGenerations.plain("accounts@3")).isEqualTo("accounts");
        assertThat(ServedGenerations.plain("accounts")).isEqualTo("accounts");
    }

    @Test
    void letsTheOneBeforeTellForHalfAMinute() {
        served.serve("query.account", 2);
        assertThat(served.tells("query.account", 1)).isTrue();
        assertThat(served.tells("query.account", 2)).isTrue();
        assertThat(served.tells("query.account", 3)).isFalse();

        nanos += Duration.ofSeconds(30).toNanos();
        assertThat(served.before("query.account")).hasValue(1);
        assertThat(served.tells("query.account", 1)).isTrue();

        nanos++;
        assertThat(served.before("query.account")).isEmpty();
        assertThat(served.tells("query.account", 1)).isFalse();
        assertThat(served.tells("query.account", 2)).isTrue();
    }

    @Test
    void hasNoneBeforeAsTheProcessStarts() {
        served.begin("query.account", 2);

        assertThat(served.served("query.account")).isEqualTo(2);
        assertThat(served.before("query.account")).isEmpty();
        assertThat(served.tells("query.account", 1)).isFalse();
    }

    @Test
    void showsAQueryOneGenerationFromItsBeginningToItsEnd() {
        UnitOfWork<?> query = DefaultUnitOfWork.startAndGet(
                new GenericQueryMessage<>("which", ResponseTypes.instanceOf(String.class)));
        assertThat(served.collection("accounts")).isEqualTo("accounts");

        served.serve("query.account", 2);

        assertThat(served.collection("accounts")).isEqualTo("accounts");
        assertThat(served.collection("owners")).isEqualTo("owners");
        query.commit();
        assertThat(served.collection("accounts")).isEqualTo("accounts@2");
    }
}
