package dev.cauce.command.invoice;

import dev.cauce.contracts.invoice.NumberDrawn;
import dev.cauce.contracts.invoice.NumberSeries;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Draws numbers without a gap. A series is a stream of its own per tenant and year, and the ordinal of a number is its
 * event's place in that stream: the store itself refuses a second event at the same place and one that leaves a place
 * out, and an event that is not stored took no place. The event is in the same append as the document's, so a document
 * has a number or there is neither. Of two processes that draw at once one loses the race, and its command is tried
 * again; within one process they take turns, so that many at once do not wear out those attempts. Drawing costs the
 * same however long the series is: nothing of it is loaded.
 *
 * <p>A turn ends when the append is durable, or, where the store tells it, as soon as it stands in line to be written:
 * then one write to the disk serves many numbers. Should one of them fail, those drawn after it leave a place out, are
 * refused, and are drawn again. The first number of a series is waited for in any case, since a store cannot tell a
 * stream that begins from one that begins too late.
 */
public final class DocumentNumbers {

    /** Under which the embedded store looks for what to run once an append is in line. */
    private static final String ON_QUEUED = "cauce.onAppendQueued";

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String TYPE = "NumberSeries";

    private final EventStore events;
    private final Map<String, Series> known = new ConcurrentHashMap<>();

    public DocumentNumbers(EventStore events) {
        this.events = events;
    }

    /**
     * The next number, for the document that is written in this unit of work. A unit of work draws one of a series.
     *
     * @throws Rejected with {@code UNAVAILABLE} where it is not its turn for long
     */
    String next(TenantId tenantId, NumberSeries series, int year, String documentId) {
        String stream = StreamId.of(series.streamKind(), tenantId, year).value();
        Series drawing = known.computeIfAbsent(stream, name -> new Series());
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        Turn turn = drawing.await();
        unitOfWork.onRollback(failed -> drawing.failed());
        unitOfWork.onCleanup(ended -> turn.end());
        unitOfWork.onCleanup(ended -> drawing.settled());
        long stored = events.lastSequenceNumberFor(stream).orElse(-1L);
        long sequence = drawing.next(stored);
        if (stored >= 0) {
            unitOfWork.resources().put(ON_QUEUED, (Runnable) turn::end);
        }
        events.publish(new GenericDomainEventMessage<>(
                TYPE, stream, sequence, new NumberDrawn(tenantId, year, series, sequence + 1, documentId)));
        return series.format(year, sequence + 1);
    }

    /** A series as this process draws from it. */
    private static final class Series {

        private final Semaphore turns = new Semaphore(1, true);
        private final AtomicInteger unsettled = new AtomicInteger();
        private final AtomicBoolean broken = new AtomicBoolean();
        /** The last place that was drawn; read and written in turn. */
        private volatile long drawn = -1;

        Turn await() {
            try {
                if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new Rejected(ErrorCode.UNAVAILABLE, "Too many documents are being numbered; try again.");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new Rejected(ErrorCode.UNAVAILABLE, "Interrupted before the number was drawn; try again.");
            }
            unsettled.incrementAndGet();
            return new Turn(turns);
        }

        /** Behind what is in line, unless something in line came to nothing: then behind what is stored. */
        long next(long stored) {
            boolean whole = !broken.getAndSet(false);
            boolean othersInLine = unsettled.get() > 1;
            drawn = (whole && othersInLine ? Math.max(stored, drawn) : stored) + 1;
            return drawn;
        }

        void failed() {
            broken.set(true);
        }

        void settled() {
            unsettled.decrementAndGet();
        }
    }

    /** The right to draw, given back once. */
    private record Turn(Semaphore turns, AtomicBoolean over) {

        Turn(Semaphore turns) {
            this(turns, new AtomicBoolean());
        }

        void end() {
            if (!over.getAndSet(true)) {
                turns.release();
            }
        }
    }
}
