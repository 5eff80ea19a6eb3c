package dev.cauce.platform.idempotency;

import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.request.RequestAnswered;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.rejection.Rejections;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Carries a command out once per idempotency key, for ever. The key is an event stream of its own whose first and only
 * event holds the answer, and it is written in the same append as the effect: there is no crash between the two. Of
 * several that run at once only one can append; the others lose the race, are tried again and find the answer.
 *
 * <p>A rejection is an answer too, and is kept; what says nothing about the request itself (a version that moved on, a
 * store that is away) is not.
 */
public final class IdempotentCommands implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final EventStore eventStore;

    public IdempotentCommands(EventStore eventStore) {
        this.eventStore = eventStore;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        MetaData metadata = unitOfWork.getMessage().getMetaData();
        String key = (String) metadata.get(MetadataKey.IDEMPOTENCY_KEY);
        String hash = (String) metadata.get(MetadataKey.REQUEST_HASH);
        if (key == null || key.isEmpty() || hash == null) {
            return chain.proceed();
        }
        String tenant = String.valueOf(metadata.get(MetadataKey.TENANT_ID));
        String stream = RequestStream.streamId(tenant, key);
        RequestAnswered earlier = find(stream);
        if (earlier != null) {
            return repeat(earlier, hash);
        }
        Object result;
        try {
            result = chain.proceed();
        } catch (Rejected rejected) {
            if (!isFinal(rejected.code())) {
                throw rejected;
            }
            keep(
                    unitOfWork,
                    stream,
                    new RequestAnswered(new TenantId(tenant), hash, rejected.code(), rejected.getMessage(), Map.of()));
            throw rejected;
        }
        Answer answer = result instanceof Answer given ? given : Answer.nothing();
        eventStore.publish(event(stream, new RequestAnswered(new TenantId(tenant), hash, null, null, answer.values())));
        return answer;
    }

    private @Nullable RequestAnswered find(String stream) {
        DomainEventStream events = eventStore.readEvents(stream);
        return events.hasNext() ? (RequestAnswered) events.next().getPayload() : null;
    }

    private static Answer repeat(RequestAnswered earlier, String hash) {
        if (!earlier.requestHash().equals(hash)) {
            throw new Rejected(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED, "This key was used for another request; take a new one.");
        }
        if (earlier.rejection() != null) {
            String message = earlier.rejectionMessage();
            throw new Rejected(
                    earlier.rejection(), message == null ? earlier.rejection().name() : message, true);
        }
        return new Answer(earlier.answer(), true);
    }

    /** Whether the rejection is about the request itself, and not about what was around it when it came. */
    private static boolean isFinal(ErrorCode code) {
        return switch (code) {
            case CONCURRENT_CHANGE,
                    VERSION_MISMATCH,
                    UNAVAILABLE,
                    STORAGE_FULL,
                    VIEW_BEHIND,
                    REQUEST_IN_FLIGHT,
                    PERMISSION_DENIED,
                    STRONG_LOGIN_REQUIRED,
                    TENANT_MISMATCH -> false;
            default -> true;
        };
    }

    /**
     * Appends the answer by itself: the unit of work of the rejected command rolls back, so the append is made outside
     * of it, on a thread that has none. If another answer came first, this one lost the race: it rolls back too, is
     * tried again, and finds the one that holds.
     */
    private void keep(UnitOfWork<?> unitOfWork, String stream, RequestAnswered rejection) throws InterruptedException {
        MetaData lineage = MetaData.from(unitOfWork.getCorrelationData());
        FutureTask<@Nullable Void> append = new FutureTask<>(() -> {
            eventStore.publish(event(stream, rejection).andMetaData(lineage));
            return null;
        });
        Thread.ofVirtual().start(append);
        try {
            append.get();
        } catch (ExecutionException failed) {
            // Unchecked, whatever it is: only that rolls the unit of work back.
            if (Rejections.lostARace(failed)) {
                throw new ConcurrencyException("Another request under this key was answered first.");
            }
            throw new IllegalStateException("The answer could not be kept.", failed.getCause());
        }
    }

    private static DomainEventMessage<RequestAnswered> event(String stream, RequestAnswered answered) {
        return new GenericDomainEventMessage<>(RequestStream.TYPE, stream, 0L, answered);
    }
}
