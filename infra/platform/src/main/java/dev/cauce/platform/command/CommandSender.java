package dev.cauce.platform.command;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.rejection.Rejections;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Sends the command of an HTTP request and waits for its answer. Who sends it, under which key and against which
 * version comes from the {@link CurrentRequest}. A command that lost a race against another append is tried again.
 */
public final class CommandSender {

    /** The name in the log's context of the id that a request, its log lines and what it causes have in common. */
    public static final String CORRELATION = "correlationId";

    private final CommandBus commandBus;
    private final LongSupplier head;
    private final Duration timeout;
    private final LostRaces races = new LostRaces();

    /**
     * @param head the position of the newest event in the store
     * @param timeout after which a command counts as unanswered; its key tells later whether it was carried out
     */
    public CommandSender(CommandBus commandBus, LongSupplier head, Duration timeout) {
        this.commandBus = commandBus;
        this.head = head;
        this.timeout = timeout;
    }

    /** Sends the command and returns its answer. */
    public Answer send(Command command) {
        return send(command, Map.of());
    }

    /**
     * Sends the command with further metadata, such as {@link MetadataKey#EFFECTIVE_AT}.
     *
     * @throws Rejected if a rule turned it down
     */
    public Answer send(Command command, Map<String, String> further) {
        CurrentRequest request = CurrentRequest.get();
        MetaData metadata = metadata(request).mergedWith(further);
        for (int attempt = 1; ; attempt++) {
            CommandResultMessage<?> result = dispatch(command, metadata);
            if (!result.isExceptional()) {
                request.onPosition().accept(head.getAsLong());
                Answer answer = result.getPayload() instanceof Answer given ? given : Answer.nothing();
                if (answer.repeated()) {
                    request.onRepeated().run();
                }
                return answer;
            }
            Throwable failure = result.exceptionResult();
            Rejected rejected = Rejections.in(failure).orElse(null);
            if (rejected != null) {
                if (rejected.repeated()) {
                    request.onRepeated().run();
                }
                throw rejected;
            }
            if (!Rejections.lostARace(failure)) {
                throw new CommandFailed(command.getClass().getSimpleName(), failure);
            }
            if (!races.mayTryAgainAfter(attempt)) {
                throw Rejections.lastRaceLost();
            }
        }
    }

    private CommandResultMessage<?> dispatch(Command command, MetaData metadata) {
        CompletableFuture<CommandResultMessage<?>> answered = new CompletableFuture<>();
        commandBus.<Command, Object>dispatch(
                new GenericCommandMessage<>(command, metadata), (sent, result) -> answered.complete(result));
        try {
            return answered.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new Rejected(ErrorCode.UNAVAILABLE, "No answer in time; send it again under the same key.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Rejected(ErrorCode.UNAVAILABLE, "Interrupted; send it again under the same key.");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MetaData metadata(CurrentRequest request) {
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
        if (request.caller().strongLoginAt() != null) {
            metadata.put(
                    MetadataKey.STRONG_LOGIN_AT,
                    Long.toString(request.caller().strongLoginAt().getEpochSecond()));
        }
        put(metadata, MetadataKey.IDEMPOTENCY_KEY, RequestStream.scopedKey(request));
        put(metadata, MetadataKey.REQUEST_HASH, request.requestHash());
        put(metadata, MetadataKey.CORRELATION_ID, MDC.get(CORRELATION));
        put(
                metadata,
                MetadataKey.EXPECTED_VERSION,
                request.expectedVersion() == null
                        ? null
                        : request.expectedVersion().toString());
        return MetaData.from(metadata);
    }

    private static void put(Map<String, Object> metadata, String key, @Nullable String value) {
        if (value != null) {
            metadata.put(key, value);
        }
    }
}
