package dev.cauce.command;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.account.RegisterAccount;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.ChangeSubscription;
import dev.cauce.contracts.subscription.StartSubscription;
import dev.cauce.contracts.ticket.ReplyAuthor;
import dev.cauce.contracts.ticket.ReplyToTicket;
import dev.cauce.platform.access.RequiredPermissions;
import dev.cauce.platform.rejection.Rejected;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * What a command needs beside its stated permission because of what it says: to hold from a time in the past, or to
 * speak as an agent. That product activity names its time is observation, not backdating.
 */
public final class ConditionalPermissions implements MessageHandlerInterceptor<CommandMessage<?>> {

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        CommandMessage<?> message = unitOfWork.getMessage();
        Permission needed = neededBy(message.getPayload());
        if (needed != null && !RequiredPermissions.permissions(message).contains(needed)) {
            throw needed == Permission.BACKDATE
                    ? new Rejected(ErrorCode.BACKDATING_DENIED, "No role of the caller allows a time in the past.")
                    : new Rejected(ErrorCode.PERMISSION_DENIED, "No role of the caller allows to reply as an agent.");
        }
        return chain.proceed();
    }

    private static @Nullable Permission neededBy(@Nullable Object command) {
        return switch (command) {
            case RegisterAccount register when register.customerSince() != null -> Permission.BACKDATE;
            case StartSubscription start when start.startedAt() != null -> Permission.BACKDATE;
            case ChangeSubscription change when change.changedAt() != null -> Permission.BACKDATE;
            case CancelSubscription cancel when cancel.cancelledAt() != null -> Permission.BACKDATE;
            case ReplyToTicket reply when reply.author() == ReplyAuthor.AGENT -> Permission.TICKET_WRITE;
            case null, default -> null;
        };
    }
}
