package dev.cauce.command.identity;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.account.KeyDestruction;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.identity.DisableUser;
import dev.cauce.contracts.identity.EraseUser;
import dev.cauce.contracts.identity.GrantRole;
import dev.cauce.contracts.identity.RegisterUser;
import dev.cauce.contracts.identity.RevokeRole;
import dev.cauce.contracts.identity.RoleGranted;
import dev.cauce.contracts.identity.RoleRevoked;
import dev.cauce.contracts.identity.UserDisabled;
import dev.cauce.contracts.identity.UserErased;
import dev.cauce.contracts.identity.UserId;
import dev.cauce.contracts.identity.UserRegistered;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.util.EnumSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A person who works with Cauce: its roles, and whether it may come in. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class User {

    @AggregateIdentifier
    private @Nullable String streamId;

    private Set<Role> roles = Set.of();
    private boolean disabled;
    private boolean erased;

    User() {}

    /** A subject of its own: no account's id has a colon. */
    static String subjectOf(UserId userId) {
        return "user:" + userId;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RegisterUser command) {
        if (streamId != null) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "There is a user of this id.");
        }
        GrantableRoles.require(command.tenantId(), command.roles());
        apply(new UserRegistered(
                command.tenantId(), command.userId(), subjectOf(command.userId()), command.email(), command.roles()));
        return answer(command.userId());
    }

    @EventSourcingHandler
    void evolve(UserRegistered event) {
        streamId = StreamId.of("user", event.tenantId(), event.userId()).value();
        roles = event.roles();
    }

    @CommandHandler
    Answer decide(GrantRole command) {
        refuseDisabled();
        GrantableRoles.require(command.tenantId(), Set.of(command.role()));
        if (!roles.contains(command.role())) {
            Set<Role> now = copy();
            now.add(command.role());
            apply(new RoleGranted(command.tenantId(), command.userId(), command.role(), now));
        }
        return answer(command.userId());
    }

    @EventSourcingHandler
    void evolve(RoleGranted event) {
        roles = event.roles();
    }

    @CommandHandler
    Answer decide(RevokeRole command) {
        if (roles.contains(command.role())) {
            Set<Role> left = copy();
            left.remove(command.role());
            apply(new RoleRevoked(command.tenantId(), command.userId(), command.role(), left));
        }
        return answer(command.userId());
    }

    @EventSourcingHandler
    void evolve(RoleRevoked event) {
        roles = event.roles();
    }

    @CommandHandler
    Answer decide(DisableUser command) {
        if (!disabled) {
            apply(new UserDisabled(command.tenantId(), command.userId()));
        }
        return answer(command.userId());
    }

    @EventSourcingHandler
    void evolve(UserDisabled event) {
        disabled = true;
    }

    @CommandHandler
    Answer decide(EraseUser command, KeyDestruction keys) {
        if (!disabled) {
            apply(new UserDisabled(command.tenantId(), command.userId()));
        }
        if (!erased) {
            apply(new UserErased(command.tenantId(), command.userId(), subjectOf(command.userId())));
        }
        keys.afterCommit(command.tenantId(), subjectOf(command.userId()));
        return answer(command.userId());
    }

    @EventSourcingHandler
    void evolve(UserErased event) {
        erased = true;
    }

    boolean isDisabled() {
        return disabled;
    }

    private void refuseDisabled() {
        if (disabled) {
            throw new Rejected(ErrorCode.USER_IS_DISABLED, "The user is disabled.");
        }
    }

    private Set<Role> copy() {
        Set<Role> copy = EnumSet.noneOf(Role.class);
        copy.addAll(roles);
        return copy;
    }

    private Answer answer(UserId userId) {
        return Answer.of("userId", userId, "status", erased ? "ERASED" : disabled ? "DISABLED" : "ACTIVE");
    }
}
