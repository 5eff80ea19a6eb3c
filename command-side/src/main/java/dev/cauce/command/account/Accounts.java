package dev.cauce.command.account;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * The accounts as other aggregates see them. What is seen may change before the asker's events are stored: an account
 * closed in that moment keeps a subscription started in that moment, as if the two had come the other way round.
 */
public final class Accounts {

    private final StreamFold<AccountStanding> standings;

    public Accounts(EventStore events) {
        this.standings = new StreamFold<>(events, AccountStanding::after);
    }

    /**
     * How the account stands.
     *
     * @throws Rejected with {@code ACCOUNT_NOT_FOUND}
     */
    public AccountStanding require(TenantId tenantId, AccountId accountId) {
        return standings
                .current(StreamId.of("account", tenantId, accountId))
                .orElseThrow(() -> new Rejected(ErrorCode.ACCOUNT_NOT_FOUND, "There is no account of this id."));
    }
}
