package dev.cauce.platform.command;

import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.rejection.Rejections;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the commands of sagas and effect handlers. Their tenant, and on whose behalf they act, comes with the event
 * that is being handled. A rule that turns a command down is an answer, and the process goes on; any other failure is
 * thrown, so that the event is handled again.
 */
public final class ProcessCommands {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessCommands.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CommandBus commandBus;
    private final LostRaces races;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public ProcessCommands(CommandBus commandBus) {
        this(commandBus, new LostRaces());
    }

    ProcessCommands(CommandBus commandBus, LostRaces races) {
        this.commandBus = commandBus;
        this.races = races;
    }

    /** Sends the command and waits; the rejection, where a rule turned it down. */
    public Optional<Rejected> send(Command command) {
        for (int attempt = 1; ; attempt++) {
            CommandResultMessage<?> result = dispatch(new GenericCommandMessage<>(command));
            if (!result.isExceptional()) {
                return Optional.empty();
            }
            Throwable failure = result.exceptionResult();
            Optional<Rejected> rejected = Rejections.in(failure);
            if (rejected.isPresent() && isAnswer(rejected.get().code())) {
                LOG.info(
                        "{} to {} was turned down: {}",
                        command.getClass().getSimpleName(),
                        command.streamId(),
                        rejected.get().code());
                return rejected;
            }
            if (!Rejections.lostARace(failure) || !races.mayTryAgainAfter(attempt)) {
                throw new CommandFailed(command.getClass().getSimpleName(), failure);
            }
        }
    }

    /** Whether a rule of the business said no; what may not be asked at all, or is away, is nothing to go on from. */
    private static boolean isAnswer(ErrorCode code) {
        return switch (code) {
            case PERMISSION_DENIED,
                    STRONG_LOGIN_REQUIRED,
                    TENANT_MISMATCH,
                    INVALID_REQUEST,
                    CONCURRENT_CHANGE,
                    REQUEST_IN_FLIGHT,
                    VIEW_BEHIND,
                    STORAGE_FULL,
                    UNAVAILABLE -> false;
            default -> true;
        };
    }

    /**
     * On a thread of its own: here the command would join the unit of work of the event that is being handled, and be
     * answered before it is stored. So it is not on a bus between processes, and both topologies are to behave alike.
     */
    private CommandResultMessage<?> dispatch(GenericCommandMessage<Command> message) {
        FutureCallback<Command, Object> callback = new FutureCallback<>();
        threads.execute(() -> {
            try {
                commandBus.dispatch(message, callback);
            } catch (RuntimeException refused) {
                // A dispatch interceptor or the serialiser turned it down, and nobody else will call back.
                callback.onResult(message, GenericCommandResultMessage.asCommandResultMessage(refused));
            }
        });
        return callback.getResult(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
