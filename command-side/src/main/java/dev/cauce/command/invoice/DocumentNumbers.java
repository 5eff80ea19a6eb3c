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
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Draws numbers without a gap. A series is a stream of its own per tenant and year, and the ordinal of a number is its
 * event's place in that stream: the store itself refuses a second event at the same place, and an event that is not
 * stored took no place. The event is in the same append as the document's, so a document has a number or there is
 * neither. Of two processes that draw at once one loses the race, and its command is tried again; within one process
 * they take turns, so that many at once do not wear out those attempts. Drawing costs the same however long the series
 * is: nothing of it is loaded.
 */
public final class DocumentNumbers {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String TYPE = "NumberSeries";

    private final EventStore events;
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

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
        awaitTurn(stream);
        long sequence = events.lastSequenceNumberFor(stream).orElse(-1L) + 1;
        events.publish(new GenericDomainEventMessage<>(
                TYPE, stream, sequence, new NumberDrawn(tenantId, year, series, sequence + 1, documentId)));
        return series.format(year, sequence + 1);
    }

    private void awaitTurn(String stream) {
        Semaphore turn = turns.computeIfAbsent(stream, name -> new Semaphore(1, true));
        try {
            if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Rejected(ErrorCode.UNAVAILABLE, "Too many documents are being numbered; try again.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Rejected(ErrorCode.UNAVAILABLE, "Interrupted before the number was drawn; try again.");
        }
        CurrentUnitOfWork.get().onCleanup(ended -> turn.release());
    }
}
