package dev.cauce.command.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.CreditSource;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;

/** Fills and uses the credit of accounts in the unit of work of the invoice that asks. */
public final class AccountBalances {

    private final Supplier<Repository<AccountBalance>> balances;
    private final Supplier<EventStore> events;

    /** Takes suppliers, since the repository is built from a configuration that needs this object first. */
    public AccountBalances(Supplier<Repository<AccountBalance>> balances, Supplier<EventStore> events) {
        this.balances = balances;
        this.events = events;
    }

    void grant(
            TenantId tenantId,
            AccountId accountId,
            InvoiceId invoiceId,
            CreditSource source,
            String currency,
            long amountMinor) {
        within(
                tenantId,
                accountId,
                balance -> balance.grant(tenantId, accountId, invoiceId, source, currency, amountMinor));
    }

    /** Takes as much of the wanted amount as the account has in this currency, which is often nothing. */
    long use(TenantId tenantId, AccountId accountId, InvoiceId invoiceId, String currency, long wantedMinor) {
        // Most accounts never had credit: then there is no stream, and none is begun only to find it empty.
        String stream = AccountBalance.streamOf(tenantId, accountId).value();
        if (wantedMinor == 0 || events.get().lastSequenceNumberFor(stream).isEmpty()) {
            return 0;
        }
        AtomicLong used = new AtomicLong();
        within(
                tenantId,
                accountId,
                balance -> used.set(balance.use(tenantId, accountId, invoiceId, currency, wantedMinor)));
        return used.get();
    }

    private void within(TenantId tenantId, AccountId accountId, Consumer<AccountBalance> act) {
        String stream = AccountBalance.streamOf(tenantId, accountId).value();
        try {
            balances.get().loadOrCreate(stream, AccountBalance::new).execute(act);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Axon declares it for factories that throw; this one is a constructor that does not.
            throw new IllegalStateException("the balance could not be created", e);
        }
    }
}
