package dev.cauce.platform.query;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.rejection.Rejections;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;

/** Asks the question of an HTTP request as its caller, and waits for the answer. */
public final class QueryAsker {

    private final QueryBus queryBus;
    private final Duration timeout;

    public QueryAsker(QueryBus queryBus, Duration timeout) {
        this.queryBus = queryBus;
        this.timeout = timeout;
    }

    /**
     * The answer, or nothing where what was asked about does not exist for this tenant.
     *
     * @throws Rejected if the caller may not ask, or the view is too far behind
     */
    public <R> Optional<R> ask(Query<R> query) {
        QueryMessage<Query<R>, R> message = new GenericQueryMessage<Query<R>, R>(
                        query, ResponseTypes.instanceOf(query.resultType()))
                .andMetaData(metadata(CurrentRequest.get()));
        try {
            QueryResponseMessage<R> response = queryBus.query(message).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.isExceptional()) {
                throw failed(query, response.exceptionResult());
            }
            return Optional.ofNullable(response.getPayload());
        } catch (ExecutionException failure) {
            throw failed(query, failure);
        } catch (TimeoutException late) {
            throw new Rejected(ErrorCode.UNAVAILABLE, "No answer in time; ask again.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Rejected(ErrorCode.UNAVAILABLE, "Interrupted; ask again.");
        }
    }

    /** Like {@link #ask}, for what must exist. */
    public <R> R require(Query<R> query, ErrorCode otherwise) {
        return ask(query).orElseThrow(() -> new Rejected(otherwise, "There is nothing of this id."));
    }

    /** The metadata of a query of this request: its caller, and the position that it wants to see. */
    public static MetaData metadata(CurrentRequest request) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put(MetadataKey.TENANT_ID, request.caller().tenantId().value());
        metadata.put(MetadataKey.ACTOR, request.caller().actor());
        metadata.put(
                MetadataKey.ROLES,
                request.caller().roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")));
        if (!request.caller().accounts().isEmpty()) {
            metadata.put(
                    MetadataKey.ACCOUNTS,
                    request.caller().accounts().stream().sorted().collect(Collectors.joining(",")));
        }
        if (request.position() != null) {
            metadata.put(MetadataKey.POSITION, request.position().toString());
        }
        return MetaData.from(metadata);
    }

    private static RuntimeException failed(Query<?> query, Throwable failure) {
        return Rejections.in(failure)
                .map(RuntimeException.class::cast)
                .orElseGet(() -> new QueryFailed(query.getClass().getSimpleName(), failure));
    }
}
