package dev.cauce.command.identity;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.identity.UserDisabled;
import dev.cauce.contracts.identity.UserId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Users as API clients read them. */
public final class Users {

    private final StreamFold<Boolean> disabled;

    public Users(EventStore events) {
        this.disabled = new StreamFold<>(
                events,
                (before, payload) -> payload instanceof User snapshot
                        ? snapshot.isDisabled()
                        : payload instanceof UserDisabled || (before != null && before));
    }

    /**
     * Lets pass who may come in.
     *
     * @throws Rejected with {@code USER_NOT_FOUND} or {@code USER_IS_DISABLED}
     */
    public void requireEnabled(TenantId tenantId, UserId userId) {
        boolean out = disabled.current(StreamId.of("user", tenantId, userId))
                .orElseThrow(() -> new Rejected(ErrorCode.USER_NOT_FOUND, "There is no user of this id."));
        if (out) {
            throw new Rejected(ErrorCode.USER_IS_DISABLED, "The user is disabled.");
        }
    }
}
