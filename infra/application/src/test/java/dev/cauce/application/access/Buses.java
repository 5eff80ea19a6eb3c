package dev.cauce.application.access;

import dev.cauce.application.RunningApplication;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.rejection.Rejections;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.GenericSubscriptionQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.jspecify.annotations.Nullable;

/** The buses of a running application, to which messages are handed with any metadata. */
final class Buses {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CommandBus commands;
    private final QueryBus queries;

    private Buses(CommandBus commands, QueryBus queries) {
        this.commands = commands;
        this.queries = queries;
    }

    static Buses of(RunningApplication application) {
        return new Buses(application.bean(CommandBus.class), application.bean(QueryBus.class));
    }

    /** The code by which the command was turned down; null where it was carried out. */
    @Nullable
    ErrorCode send(Command command, Map<String, String> metadata) {
        CompletableFuture<CommandResultMessage<?>> answered = new CompletableFuture<>();
        commands.<Command, Object>dispatch(
                new GenericCommandMessage<>(command, metadata), (sent, result) -> answered.complete(result));
        CommandResultMessage<?> result = joined(command, answered);
        return result.isExceptional() ? code(command, result.exceptionResult()) : null;
    }

    /** The code by which the question was turned down; null where it was answered. */
    <R> @Nullable ErrorCode ask(Query<R> query, Map<String, String> metadata) {
        QueryResponseMessage<R> answer = joined(
                query,
                queries.query(new GenericQueryMessage<Query<R>, R>(query, ResponseTypes.instanceOf(query.resultType()))
                        .andMetaData(metadata)));
        return answer.isExceptional() ? code(query, answer.exceptionResult()) : null;
    }

    /** As {@link #ask}, by a subscription query, which is closed again. */
    <R> @Nullable ErrorCode watch(Query<R> query, Map<String, String> metadata) {
        SubscriptionQueryResult<QueryResponseMessage<R>, ?> watched;
        int before = queries.queryUpdateEmitter().activeSubscriptions().size();
        try {
            watched = queries.subscriptionQuery(new GenericSubscriptionQueryMessage<Query<R>, R, R>(
                            query,
                            ResponseTypes.instanceOf(query.resultType()),
                            ResponseTypes.instanceOf(query.resultType()))
                    .andMetaData(metadata));
        } catch (Rejected denied) {
            // Whoever may not ask is not subscribed either.
            if (queries.queryUpdateEmitter().activeSubscriptions().size() > before) {
                throw new AssertionError("It was denied, and subscribed");
            }
            return denied.code();
        }
        try {
            QueryResponseMessage<R> answer = watched.initialResult().block(PATIENCE);
            if (answer == null) {
                throw new AssertionError("No answer");
            }
            return answer.isExceptional() ? code(query, answer.exceptionResult()) : null;
        } finally {
            watched.close();
        }
    }

    private static ErrorCode code(Object message, Throwable failure) {
        return Rejections.in(failure)
                .map(Rejected::code)
                .orElseThrow(() -> new AssertionError(message.getClass().getSimpleName() + " failed", failure));
    }

    private static <T> T joined(Object message, CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError(message.getClass().getSimpleName() + " failed", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }
}
