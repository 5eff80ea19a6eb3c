package dev.cauce.application.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.axonframework.queryhandling.GenericSubscriptionQueryUpdateMessage;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

/** That a slow consumer loses its stream and holds nobody up. */
class WatchingTest {

    private final Sinks.Many<SubscriptionQueryUpdateMessage<String>> projection =
            Sinks.many().unicast().onBackpressureBuffer();

    @Test
    void handsUpdatesOnInOrder() throws InterruptedException {
        try (Watching<String> watching = new Watching<>(projection.asFlux(), 2)) {
            emit("first");
            emit("second");

            assertThat(watching.next(Duration.ZERO).getPayload()).isEqualTo("first");
            assertThat(watching.next(Duration.ZERO).getPayload()).isEqualTo("second");
            assertThat(watching.next(Duration.ZERO)).isNull();
            assertThat(watching.overflowed()).isFalse();
        }
    }

    @Test
    void neverMakesTheProjectionWaitForASlowConsumer() {
        try (Watching<String> watching = new Watching<>(projection.asFlux(), 2)) {
            emit("first");
            emit("second");
            assertThat(watching.overflowed()).isFalse();
            emit("one too many");

            assertThat(watching.overflowed()).isTrue();
        }
    }

    @Test
    void endsOnceAllIsHandedOn() throws InterruptedException {
        try (Watching<String> watching = new Watching<>(projection.asFlux(), 2)) {
            emit("last");
            projection.tryEmitComplete();
            assertThat(watching.ended()).isFalse();
            watching.next(Duration.ZERO);

            assertThat(watching.ended()).isTrue();
        }
    }

    @Test
    void leavesWhenClosed() {
        new Watching<>(projection.asFlux(), 2).close();

        assertThat(projection.currentSubscriberCount()).isZero();
    }

    private void emit(String payload) {
        projection
                .tryEmitNext(new GenericSubscriptionQueryUpdateMessage<>(payload))
                .orThrow();
    }
}
