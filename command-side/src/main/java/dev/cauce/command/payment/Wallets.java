package dev.cauce.command.payment;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.PaymentMethodEvent;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The payment methods of accounts as payments see them. */
public final class Wallets {

    private final StreamFold<Wallet> wallets;

    public Wallets(EventStore events) {
        this.wallets = new StreamFold<>(events, (before, payload) -> {
            if (payload instanceof PaymentMethods snapshot) {
                return snapshot.wallet();
            }
            return (before == null ? Wallet.EMPTY : before).after((PaymentMethodEvent) payload);
        });
    }

    /** What the account has; nothing where it never had any. */
    public Wallet of(TenantId tenantId, AccountId accountId) {
        return wallets.current(StreamId.of("payment-method", tenantId, accountId))
                .orElse(Wallet.EMPTY);
    }
}
