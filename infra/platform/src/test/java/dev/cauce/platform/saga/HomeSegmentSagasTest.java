package dev.cauce.platform.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.inmemory.InMemorySagaStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HomeSegmentSagasTest {

    private static final int PARCELS = 200;
    private static final Segment[] FOUR = segments(4);

    record Sent(String parcelId, String customerId) {}

    record Moved(String parcelId) {}

    record CustomerMoved(String customerId) {}

    record Arrived(String parcelId) {}

    static final List<String> SEEN = new ArrayList<>();

    static class ParcelSaga {

        private String parcelId = "";

        @StartSaga
        @SagaEventHandler(associationProperty = "parcelId")
        void on(Sent event) {
            parcelId = event.parcelId();
            SagaLifecycle.associateWith("customerId", event.customerId());
            SEEN.add("sent " + parcelId);
        }

        @SagaEventHandler(associationProperty = "parcelId")
        void on(Moved event) {
            SEEN.add("moved " + parcelId);
        }

        @SagaEventHandler(associationProperty = "customerId")
        void on(CustomerMoved event) {
            SEEN.add("customer " + parcelId);
        }

        @EndSaga
        @SagaEventHandler(associationProperty = "parcelId")
        void on(Arrived event) {
            SEEN.add("arrived " + parcelId);
        }
    }

    private final InMemorySagaStore store = new InMemorySagaStore();
    private final HomeSegmentSagas<ParcelSaga> manager = HomeSegmentSagas.of(
            AnnotatedSagaManager.<ParcelSaga>builder()
                    .sagaType(ParcelSaga.class)
                    .sagaFactory(ParcelSaga::new)
                    .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                    .sagaRepository(AnnotatedSagaRepository.<ParcelSaga>builder()
                            .sagaType(ParcelSaga.class)
                            .sagaStore(store)
                            .build()),
            "parcelId",
            4);

    @BeforeEach
    void nothingSeen() {
        SEEN.clear();
    }

    @Test
    void everySagaSeesItsEventsOnceThoughOneSegmentIsAsked() throws Exception {
        for (int parcel = 0; parcel < PARCELS; parcel++) {
            assertThat(offer(new Sent("p" + parcel, "c" + parcel), FOUR)).isEqualTo(1);
            assertThat(offer(new Moved("p" + parcel), FOUR)).isEqualTo(1);
            assertThat(offer(new Arrived("p" + parcel), FOUR)).isEqualTo(1);
        }

        assertThat(SEEN)
                .containsExactlyElementsOf(IntStream.range(0, PARCELS)
                        .boxed()
                        .flatMap(
                                parcel -> List.of("sent p" + parcel, "moved p" + parcel, "arrived p" + parcel).stream())
                        .toList());
        assertThat(store.size()).isZero();
    }

    @Test
    void sagasAreInEverySegment() throws Exception {
        for (int parcel = 0; parcel < PARCELS; parcel++) {
            offer(new Sent("p" + parcel, "c"), FOUR);
        }
        List<Integer> homes = IntStream.range(0, PARCELS)
                .mapToObj(parcel -> new AssociationValue("parcelId", "p" + parcel))
                .map(value ->
                        store.findSagas(ParcelSaga.class, value).iterator().next())
                .map(sagaId -> home(sagaId).getSegmentId())
                .distinct()
                .toList();

        assertThat(homes).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void whatIsAssociatedOtherwiseGoesToEverySegment() throws Exception {
        for (int parcel = 0; parcel < PARCELS; parcel++) {
            offer(new Sent("p" + parcel, "c"), FOUR);
        }
        SEEN.clear();

        assertThat(offer(new CustomerMoved("c"), FOUR)).isEqualTo(4);
        assertThat(SEEN).hasSize(PARCELS).doesNotHaveDuplicates();
    }

    /** A split moves a saga by its id: the segment of its association may no longer be its own. */
    @Test
    void afterASplitEverySegmentIsAsked() throws Exception {
        for (int parcel = 0; parcel < PARCELS; parcel++) {
            offer(new Sent("p" + parcel, "c"), FOUR);
        }
        SEEN.clear();
        for (int parcel = 0; parcel < PARCELS; parcel++) {
            assertThat(offer(new Moved("p" + parcel), segments(8))).isEqualTo(8);
        }

        assertThat(SEEN).hasSize(PARCELS).doesNotHaveDuplicates();
    }

    @Test
    void anEventThatNoSagaTakesIsNobodys() {
        assertThat(manager.canHandle(GenericEventMessage.asEventMessage("something else"), FOUR[0]))
                .isFalse();
    }

    @Test
    void segmentsAreAPowerOfTwo() {
        assertThatThrownBy(() -> HomeSegmentSagas.of(AnnotatedSagaManager.<ParcelSaga>builder(), "parcelId", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3");
    }

    /** Offers it as a processor does. @return how many segments took it */
    private int offer(Object payload, Segment[] segments) throws Exception {
        EventMessage<?> event = GenericEventMessage.asEventMessage(payload);
        int taken = 0;
        for (Segment segment : segments) {
            if (manager.canHandle(event, segment)) {
                taken++;
                DefaultUnitOfWork.startAndGet(event)
                        .executeWithResult(() -> {
                            manager.handle(event, segment);
                            return null;
                        })
                        .getPayload();
            }
        }
        return taken;
    }

    private static Segment home(String sagaId) {
        for (Segment segment : FOUR) {
            if (segment.matches(sagaId)) {
                return segment;
            }
        }
        throw new AssertionError(sagaId);
    }

    private static Segment[] segments(int count) {
        return IntStream.range(0, count)
                .mapToObj(id ->
                        Segment.computeSegment(id, IntStream.range(0, count).toArray()))
                .toArray(Segment[]::new);
    }
}
