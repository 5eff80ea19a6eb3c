package dev.cauce.platform.projection;

import static dev.cauce.platform.projection.ViewStore.VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import dev.cauce.contracts.personaldata.Redaction;
import dev.cauce.contracts.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private static final String A = Views.documentId(new TenantId("acme"), "a");

    private final ViewStore store = new ViewStore();

    @AfterEach
    void close() {
        store.close();
    }

    private static ViewChange change(Views views, long sequence) {
        return views.change(VIEW, A, "account", sequence);
    }

    private Document a() {
        return store.document(A);
    }

    @Test
    void writesTheChangesOfABatchToADocumentAsOne() {
        store.batch(
                views -> change(views, 0).set("name", "first").set("status", Status.OPEN),
                views -> change(views, 1).set("name", "second").unset("status"),
                views -> views.change(VIEW, "acme/b", "account", 0).set("name", "other"));

        assertThat(a()).containsEntry("name", "second").doesNotContainKey("status");
        assertThat(a().get("seen", Document.class)).containsEntry("account", 1L);
        assertThat(store.document("acme/b")).containsEntry("name", "other");
        assertThat(store.told()).containsEntry(VIEW, Set.of(A, "acme/b"));
    }

    private enum Status {
        OPEN
    }

    @Test
    void storesConstantsByNameAndSetsInOrder() {
        store.batch(views -> change(views, 0).set("status", Status.OPEN).set("steps", Set.of("b", "a")));

        assertThat(a()).containsEntry("status", "OPEN").containsEntry("steps", List.of("a", "b"));
    }

    @Test
    void ignoresWhatADocumentHasSeen() {
        store.batch(views -> change(views, 3).set("name", "new"));

        store.batch(views -> change(views, 3).set("name", "again"));
        store.batch(views -> change(views, 2).set("name", "old"));

        assertThat(a()).containsEntry("name", "new");
    }

    @Test
    void guardsTheStreamsOfADocumentApart() {
        store.batch(views -> change(views, 3).set("name", "new"));

        store.batch(views -> views.change(VIEW, A, "subscription:s.1", 0).set("plan", "basic"));

        assertThat(a()).containsEntry("name", "new").containsEntry("plan", "basic");
    }

    @Test
    void refusesEventsOutOfOrderInABatch() {
        assertThatThrownBy(() -> store.batch(
                        views -> change(views, 2).set("name", "two"),
                        views -> change(views, 1).set("name", "one")))
                .hasRootCauseMessage("Events of one stream came out of order: 1 after 2");
    }

    @Test
    void refusesToWriteOutsideAUnitOfWork() {
        assertThatThrownBy(() -> change(store.views(), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside a unit of work");
    }

    @Nested
    class AStoreInTrouble {

        private static final int OUT_OF_DISK_SPACE = 14031;

        @Test
        void failsTheBatchSoThatItComesAgain() {
            store.server().failTheNextUpsert(A, OUT_OF_DISK_SPACE, () -> {});

            assertThatThrownBy(() -> store.batch(views -> change(views, 0).set("name", "first")))
                    .hasCauseInstanceOf(MongoBulkWriteException.class);
            assertThat(store.told()).isEmpty();

            store.batch(views -> change(views, 0).set("name", "first"));
            assertThat(a()).containsEntry("name", "first");
        }

        @Test
        void failsTheBatchThoughAnotherOfItsWritesWasSeenAlready() {
            store.batch(views -> change(views, 3).set("name", "new"));
            store.server().failTheNextUpsert("acme/b", OUT_OF_DISK_SPACE, () -> {});

            assertThatThrownBy(() -> store.batch(
                            views -> change(views, 3).set("name", "again"),
                            views -> views.change(VIEW, "acme/b", "account", 0).set("name", "other")))
                    .hasCauseInstanceOf(MongoBulkWriteException.class);
        }

        @Test
        void failsTheBatchWhereItsWritesAreNotConfirmed() {
            store.server().leaveTheNextUpdatesUnconfirmed();

            assertThatThrownBy(() -> store.batch(views -> change(views, 0).set("name", "first")))
                    .hasCauseInstanceOf(MongoBulkWriteException.class);
        }
    }

    @Nested
    class AnEventWhoseHandlerFails {

        @Test
        void takesNothingBackWhereItAskedForNothing() {
            store.batch(views -> {
                throw new ViewStore.HandlerFailed();
            });

            assertThat(store.told()).isEmpty();
        }

        @Test
        void changesNothingAndIsWholeWhenItIsTriedAgain() {
            store.batch(views -> change(views, 0).set("name", "first"), views -> {
                change(views, 1).set("name", "half");
                throw new ViewStore.HandlerFailed();
            });
            assertThat(a()).containsEntry("name", "first");

            store.batch(views -> change(views, 1).set("name", "half").set("status", "whole"));

            assertThat(a()).containsEntry("name", "half").containsEntry("status", "whole");
        }

        @Test
        void takesNothingBackThatOthersOfItsBatchDid() {
            store.batch(
                    views -> change(views, 0).set("name", "before"),
                    views -> {
                        views.change(VIEW, "acme/b", "account", 0).set("name", "half");
                        views.redact(VIEW, "acme/a", "name");
                        throw new ViewStore.HandlerFailed();
                    },
                    views -> views.change(VIEW, "acme/c", "account", 0).set("name", "after"));

            assertThat(a()).containsEntry("name", "before");
            assertThat(store.document("acme/b")).isNull();
            assertThat(store.document("acme/c")).containsEntry("name", "after");
        }

        @Test
        void leavesNothingInTheUnitOfWorkAroundItsOwn() {
            // As dead letters are tried again: each in a unit of work of its own, inside that of the queue.
            DefaultUnitOfWork<?> queue = DefaultUnitOfWork.startAndGet(null);
            DefaultUnitOfWork<?> failing = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("poison"));
            change(store.views(), 0).set("name", "half");
            failing.rollback(new ViewStore.HandlerFailed());
            DefaultUnitOfWork<?> handled = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("cured"));
            store.views().change(VIEW, "acme/b", "account", 0).set("name", "whole");
            handled.commit();
            assertThat(store.document("acme/b"))
                    .as("written before the queue lets it go")
                    .isNotNull();
            queue.commit();

            assertThat(a()).isNull();
        }
    }

    @Nested
    class ADocumentThatTwoSegmentsBeginAtOnce {

        @Test
        void hasWhatEachOfThemWrote() {
            store.server()
                    .failTheNextUpsert(
                            A,
                            RacingStore.DUPLICATE_KEY,
                            () -> store.collection()
                                    .insertOne(new Document("_id", A)
                                            .append("seen", new Document("subscription", 5L))
                                            .append("plan", "basic")
                                            .append("steps", List.of("profile"))));

            store.batch(
                    views -> views.change(VIEW, "acme/first", "account", 0).set("name", "one"),
                    views -> change(views, 0)
                            .set("name", "mine")
                            .addToSet("steps", "team")
                            .removeFromSet("steps", "profile"),
                    views -> views.change(VIEW, "acme/last", "account", 0).set("name", "two"));

            assertThat(a())
                    .containsEntry("name", "mine")
                    .containsEntry("plan", "basic")
                    .containsEntry("steps", List.of("team"))
                    .containsEntry("seen", new Document("subscription", 5L).append("account", 0L));
            assertThat(store.document("acme/first")).containsEntry("name", "one");
            assertThat(store.document("acme/last")).containsEntry("name", "two");
        }

        @Test
        void isLeftAloneWhereTheOtherHandledTheSameEvent() {
            store.server()
                    .failTheNextUpsert(
                            A,
                            RacingStore.DUPLICATE_KEY,
                            () -> store.collection()
                                    .insertOne(new Document("_id", A)
                                            .append("seen", new Document("account", 1L))
                                            .append("name", "later")));

            store.batch(views -> change(views, 0).set("name", "earlier"));

            assertThat(a()).containsEntry("name", "later").containsEntry("seen", new Document("account", 1L));
        }
    }

    @Nested
    class AnArrayThatIsASet {

        @Test
        void gainsAndLosesValues() {
            store.batch(views -> change(views, 0).addToSet("plans", "basic").addToSet("plans", "basic"));
            store.batch(views -> change(views, 1).addToSet("plans", "pro").removeFromSet("plans", "basic"));

            assertThat(a()).containsEntry("plans", List.of("pro"));
        }

        @Test
        void keepsWhatALaterEventOfTheBatchAddedAgain() {
            store.batch(views -> change(views, 0).addToSet("plans", "basic"));

            store.batch(
                    views -> change(views, 1).addToSet("plans", "pro").removeFromSet("plans", "basic"),
                    views -> change(views, 2).addToSet("plans", "basic").removeFromSet("plans", "pro"));

            assertThat(a()).containsEntry("plans", List.of("basic"));
        }

        @Test
        void comesOutTheSameWhereverABatchBrokeOffAndHoweverItComesAgain() {
            List<Consumer<Views>> events = List.of(
                    views -> plans(change(views, 0), 0),
                    views -> plans(change(views, 1), 1),
                    views -> plans(change(views, 2), 2));
            events.forEach(event -> batch(List.of(event)));
            Document whole = a();
            List<int[]> brokenOff = new ArrayList<>();
            for (int first = 0; first < events.size(); first++) {
                for (int size = 1; first + size <= events.size(); size++) {
                    brokenOff.add(new int[] {first, size});
                }
            }
            assertThat(brokenOff).hasSize(6).allSatisfy(broken -> {
                for (int again = 1; again <= events.size(); again++) {
                    for (boolean removed : new boolean[] {true, false}) {
                        store.collection().deleteMany(new Document());
                        events.subList(0, broken[0]).forEach(event -> batch(List.of(event)));
                        breakOff(events.subList(broken[0], broken[0] + broken[1]), broken[0], removed);
                        for (int from = broken[0]; from < events.size(); from += again) {
                            batch(events.subList(from, Math.min(events.size(), from + again)));
                        }
                        assertThat(a())
                                .as("%s then by %d", List.of(broken[0], broken[1]), again)
                                .isEqualTo(whole);
                    }
                }
            });
        }

        /** Writes a batch up to a crash: after its removals, or after all of it but the token. */
        private void breakOff(List<Consumer<Views>> events, int first, boolean afterRemovals) {
            if (!afterRemovals) {
                batch(events);
                return;
            }
            ViewChange merged = changeOf(first);
            for (int later = 1; later < events.size(); later++) {
                merged.add(changeOf(first + later));
            }
            merged.removal().ifPresent(removal -> store.collection().bulkWrite(List.of(removal)));
        }

        private static ViewChange changeOf(int sequence) {
            return plans(new ViewChange(A, "account", sequence), sequence);
        }

        private static ViewChange plans(ViewChange change, int sequence) {
            return switch (sequence) {
                case 0 -> change.addToSet("plans", "basic");
                case 1 -> change.addToSet("plans", "pro").removeFromSet("plans", "basic");
                default -> change.addToSet("plans", "basic").removeFromSet("plans", "pro");
            };
        }

        @SuppressWarnings("unchecked")
        private void batch(List<Consumer<Views>> events) {
            store.batch(events.toArray(Consumer[]::new));
        }
    }

    @Nested
    class Redacting {

        @Test
        void marksEveryDocumentOfThePersonAndTellsLiveStreams() {
            store.batch(
                    views -> change(views, 0).set("dataSubject", "acme/p").set("body", "secret"),
                    views -> views.change(VIEW, "acme/b", "account", 0)
                            .set("dataSubject", "acme/q")
                            .set("body", "open"));
            store.told().clear();

            store.batch(views -> views.redact(VIEW, "acme/p", "body"));

            assertThat(a()).containsEntry("body", Redaction.MARKER);
            assertThat(store.document("acme/b")).containsEntry("body", "open");
            assertThat(store.told()).containsEntry(VIEW, Set.of(A));
        }

        @Test
        void comesAfterTheOtherWritesOfItsBatch() {
            store.batch(
                    views -> views.redact(VIEW, "acme/p", "body"),
                    views -> change(views, 0).set("dataSubject", "acme/p").set("body", "secret"));

            assertThat(a()).containsEntry("body", Redaction.MARKER);
        }
    }
}
