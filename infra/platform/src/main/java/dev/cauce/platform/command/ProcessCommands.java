package dev.cauce.platform.command;

import dev.cauce.contracts.message.Command;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.rejection.Rejections;
import java.util.Optional;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the commands of sagas and effect handlers. Their tenant, and on whose behalf they act, comes with the event that is
 * being handled. A rule that turns a command down is an answer, and the process goes on; any other failure is thrown, so
 * that the event is handled again.
 */
public final class ProcessCommands {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessCommands.class);
    private static final int ATTEMPTS = 6;

    private final CommandBus commandBus;

    public ProcessCommands(CommandBus commandBus) {
        this.commandBus = commandBus;
    }

    /** Sends the command and waits; the rejection, where a rule turned it down. */
    public Optional<Rejected> send(Command command) {
        for (int attempt = 1; ; attempt++) {
            FutureCallback<Command, Object> callback = new FutureCallback<>();
            commandBus.dispatch(new GenericCommandMessage<>(command), callback);
            CommandResultMessage<?> result = callback.getResult();
            if (!result.isExceptional()) {
                return Optional.empty();
            }
            Throwable failure = result.exceptionResult();
            Optional<Rejected> rejected = Rejections.in(failure);
            if (rejected.isPresent()) {
                LOG.info(
                        "{} to {} was turned down: {}",
                        command.getClass().getSimpleName(),
                        command.streamId(),
                        rejected.get().code());
                return rejected;
            }
            if (attempt == ATTEMPTS || !Rejections.lostARace(failure)) {
                throw new CommandFailed(command.getClass().getSimpleName(), failure);
            }
        }
    }
}
