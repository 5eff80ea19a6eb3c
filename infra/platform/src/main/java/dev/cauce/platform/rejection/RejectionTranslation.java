package dev.cauce.platform.rejection;

import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.rejection.RejectionDetails;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.interceptors.JSR303ViolationException;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.ConflictingModificationException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;

/**
 * The one place at the bus where a rejection becomes what survives it: an exception with {@link RejectionDetails},
 * since exceptions lose their type between processes. It stands outermost, so it also translates what other
 * interceptors and the framework refuse.
 */
public final class RejectionTranslation implements MessageHandlerInterceptor<Message<?>> {

    private final Function<Throwable, Optional<Rejected>> troubles;

    public RejectionTranslation() {
        this(failure -> Optional.empty());
    }

    /** @param troubles what to tell whoever sent the message, where a failure says that a store is away or full */
    public RejectionTranslation(Function<Throwable, Optional<Rejected>> troubles) {
        this.troubles = troubles;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends Message<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Message<?> message = unitOfWork.getMessage();
        try {
            return chain.proceed();
        } catch (Rejected rejected) {
            throw crossing(message, rejected.code(), rejected.getMessage(), rejected.repeated());
        } catch (JSR303ViolationException invalid) {
            // Names of components and what is asked of them, never the values.
            String components = invalid.getViolations().stream()
                    .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                    .sorted()
                    .collect(Collectors.joining("; "));
            throw crossing(message, ErrorCode.INVALID_REQUEST, components, false);
        } catch (ConcurrencyException | AggregateStreamCreationException lost) {
            // Whoever sent it tries again, in whichever process that is; the type alone would not cross.
            throw crossing(message, ErrorCode.CONCURRENT_CHANGE, "Another change came first.", false);
        } catch (AggregateNotFoundException missing) {
            throw crossing(message, notFound(message), "There is nothing of this id.", false);
        } catch (ConflictingModificationException conflict) {
            throw crossing(message, ErrorCode.VERSION_MISMATCH, "It has changed since the version in If-Match.", false);
        } catch (RuntimeException failed) {
            Optional<Rejected> trouble = troubles.apply(failed);
            if (trouble.isPresent()) {
                throw crossing(message, trouble.get().code(), trouble.get().getMessage(), false);
            }
            throw failed;
        }
    }

    private static ErrorCode notFound(Message<?> message) {
        if (message.getPayload() instanceof Command command) {
            String kind = command.streamId().value().split("/", 3)[1];
            String code = kind.toUpperCase(Locale.ROOT).replace('-', '_') + "_NOT_FOUND";
            return Arrays.stream(ErrorCode.values())
                    .filter(candidate -> candidate.name().equals(code))
                    .findFirst()
                    .orElse(ErrorCode.NOT_FOUND);
        }
        return ErrorCode.NOT_FOUND;
    }

    private static RuntimeException crossing(
            Message<?> message, ErrorCode code, @Nullable String text, boolean repeated) {
        String said = text == null ? code.name() : text;
        RejectionDetails details = new RejectionDetails(code, said, repeated);
        return message instanceof QueryMessage<?, ?>
                ? new QueryExecutionException(said, null, details)
                : new CommandExecutionException(said, null, details, false);
    }
}
